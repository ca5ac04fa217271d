import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const NATIVE_LIBRARY = 'libtaro_harmony_socket.so';
/** The one module of the library that imports the native library. */
const IMPORTING_MODULE = 'src/main/ets/host/nativeCompanion.ets';
const WITHOUT_LIBRARY = `/** The native module of the package: not delivered with this copy. */
export const nativeCompanion: Object | undefined = undefined;
`;

/** Where the package has its prebuilt native libraries, a folder for each ABI. */
function librariesFolder(library: string): string {
  return path.join(library, 'libs');
}

/** Whether the package brings native libraries: a checkout has none before `npm run build:ohos`. */
export function hasNativeLibraries(library: string): boolean {
  return existsSync(librariesFolder(library));
}

/** The library's texts, by their paths, for a delivery without native code: an import of a missing library would fail. */
export function withoutCompanion(arkTs: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(
    [...arkTs].map(([name, text]) => [name, name === IMPORTING_MODULE ? WITHOUT_LIBRARY : text])
  );
}

/**
 * Puts the native libraries into the entry module's `libs/<abi>/`, from where DevEco packs them into the app.
 *
 * @param outputRoot `<projectPath>/<hapName>/src/main/ets`
 * @returns the ABIs whose library was not there yet, or another one
 */
export function deliverNativeLibraries(library: string, outputRoot: string): string[] {
  const renewed = readdirSync(librariesFolder(library))
    .sort()
    .filter((abi) => {
      const target = path.join(targetFolder(outputRoot), abi, NATIVE_LIBRARY);
      return !existsSync(target) || !readFileSync(target).equals(readFileSync(sourceFile(library, abi)));
    });
  for (const abi of renewed) {
    mkdirSync(path.join(targetFolder(outputRoot), abi), { recursive: true });
    copyFileSync(sourceFile(library, abi), path.join(targetFolder(outputRoot), abi, NATIVE_LIBRARY));
  }
  return renewed;
}

function sourceFile(library: string, abi: string): string {
  return path.join(librariesFolder(library), abi, NATIVE_LIBRARY);
}

/** Removes what an earlier build delivered. */
export function removeNativeLibraries(outputRoot: string): void {
  const folder = targetFolder(outputRoot);
  if (!existsSync(folder)) return;
  for (const abi of readdirSync(folder)) rmSync(path.join(folder, abi, NATIVE_LIBRARY), { force: true });
}

function targetFolder(outputRoot: string): string {
  return path.resolve(outputRoot, '../../../libs');
}
