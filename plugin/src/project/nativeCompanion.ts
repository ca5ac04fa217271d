import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { inform } from '../message';
import { writeFile } from '../outputFile';
import type { OhPackage } from './ohPackage';

const NATIVE_LIBRARY = 'libtaro_harmony_socket.so';
/** The one module of the library that imports the native library. */
const IMPORTING_MODULE = 'src/main/ets/system/nativeCompanion.ets';
const WITHOUT_LIBRARY = `/** The native module of the package: not delivered with this copy. */
export const nativeCompanion: Object | undefined = undefined;
`;

/** What DevEco wants to know of a native library before it lets a module import one: its types, as a package. */
const TYPES = ['Index.d.ts', 'oh-package.json5'];
const PACKAGED_TYPES = 'src/main/cpp/types/libtaro_harmony_socket';
/** Not below `src/main/cpp`: harmony_cpp clones its own native code there, if there is no such folder. */
const DELIVERED_TYPES = 'src/main/types/libtaro_harmony_socket';

/** The library's texts, by their paths, for a delivery without native code: an import of a missing library would fail. */
export function withoutCompanion(arkTs: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(
    [...arkTs].map(([name, text]) => [name, name === IMPORTING_MODULE ? WITHOUT_LIBRARY : text])
  );
}

/**
 * Puts the native companion into the module that a build is written into, or takes away what an earlier build put there.
 *
 * @param library the package's library
 * @param outputRoot `<projectPath>/<hapName>/src/main/ets`
 * @param isWanted whether the app's config asks for it
 * @returns whether it is part of the delivery
 */
export function provideCompanion(
  library: string,
  outputRoot: string,
  ohPackage: OhPackage,
  isWanted: boolean
): boolean {
  const module = path.resolve(outputRoot, '../../..');
  const isProvided = isWanted && hasNativeLibraries(library);
  if (isProvided) {
    const renewed = deliverCompanion(library, module);
    if (renewed.length > 0) inform(`wrote the native companion for ${renewed.join(', ')}`);
  } else {
    if (isWanted) {
      inform(
        'this copy of the package has no native libraries (in a checkout: npm run build:native -- ohos), so the app lacks setTTL, ' +
          'the certain port of bind(), and writes that never wait for a peer'
      );
    }
    removeCompanion(module);
  }
  ohPackage.declare(NATIVE_LIBRARY, isProvided ? `file:./${DELIVERED_TYPES}` : undefined);
  return isProvided;
}

/** Whether the package brings native libraries: a checkout has none before `npm run build:native -- ohos`. */
export function hasNativeLibraries(library: string): boolean {
  return existsSync(librariesFolder(library));
}

/**
 * Native libraries go into `libs/<abi>/`, from where DevEco packs them into the app.
 *
 * @returns the ABIs whose library was not there yet, or another one
 */
function deliverCompanion(library: string, module: string): string[] {
  for (const name of TYPES) {
    writeFile(
      path.join(module, DELIVERED_TYPES, name),
      readFileSync(path.join(library, PACKAGED_TYPES, name))
    );
  }
  return readdirSync(librariesFolder(library))
    .sort()
    .filter((abi) => {
      const content = readFileSync(path.join(librariesFolder(library), abi, NATIVE_LIBRARY));
      return writeFile(path.join(module, 'libs', abi, NATIVE_LIBRARY), content);
    });
}

function removeCompanion(module: string): void {
  rmSync(path.join(module, DELIVERED_TYPES), { recursive: true, force: true });
  const folder = path.join(module, 'libs');
  if (!existsSync(folder)) return;
  for (const abi of readdirSync(folder)) rmSync(path.join(folder, abi, NATIVE_LIBRARY), { force: true });
}

/** Where the package has its prebuilt native libraries, a folder for each ABI. */
function librariesFolder(library: string): string {
  return path.join(library, 'libs');
}
