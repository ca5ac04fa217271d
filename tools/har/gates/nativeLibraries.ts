import { MANIFEST, isObject, show } from '../manifest.ts';
import type { Gate, GateFinding, Har } from './gate.ts';

/** The value of `e_machine` in an ELF header, by the ABI's name. */
const MACHINES: ReadonlyMap<string, number> = new Map([
  ['arm64-v8a', 183],
  ['x86_64', 62],
  ['armeabi-v7a', 40]
]);

/** Phones and tablets; the emulators of DevEco on PCs are x86_64. */
const REQUIRED_ABIS = ['arm64-v8a', 'x86_64'];

const ELF = '\x7fELF';
const MACHINE_OFFSET = 18;

/** A library that is there for one ABI only, or is built for another, fails when the app starts. */
export const checkNativeLibraries: Gate = (har) => {
  const libraries = [...har.files.keys()]
    .filter((file) => file.startsWith('libs/'))
    .map((file) => ({ file, abi: file.split('/')[1] ?? '', name: file.split('/').slice(2).join('/') }));
  const names = [...new Set(libraries.map(({ name }) => name))];
  return [
    ...libraries.flatMap(({ file, abi }) => checkMachine(har, file, abi)),
    ...names.flatMap((name) =>
      REQUIRED_ABIS.map((abi) => `libs/${abi}/${name}`).flatMap((file) => missing(har, file))
    ),
    ...names.flatMap((name) => checkDeclaration(har, name))
  ];
};

function checkMachine(har: Har, file: string, abi: string): GateFinding[] {
  const content = Buffer.from(har.files.get(file) ?? []);
  const expected = MACHINES.get(abi);
  if (expected === undefined) {
    return [{ file, field: 'ABI', value: abi, next: `make it one of ${[...MACHINES.keys()].join(', ')}` }];
  }
  const isElf = content.length > MACHINE_OFFSET + 1 && content.toString('latin1', 0, ELF.length) === ELF;
  const machine = isElf ? content.readUInt16LE(MACHINE_OFFSET) : undefined;
  if (machine === expected) return [];
  const value = machine === undefined ? 'no ELF file' : `ELF machine ${machine}`;
  return [{ file, field: 'format', value, next: `build it for ${abi} (ELF machine ${expected})` }];
}

function missing(har: Har, file: string): GateFinding[] {
  return har.files.has(file)
    ? []
    : [{ file, field: 'content', value: 'missing', next: 'build it for this ABI too' }];
}

function checkDeclaration({ manifest }: Har, name: string): GateFinding[] {
  const { nativeComponents } = manifest;
  const components: unknown[] = Array.isArray(nativeComponents) ? nativeComponents : [];
  const complete = components.some(
    (each) => isObject(each) && each.name === name && each.compatibleSdkVersion && each.compatibleSdkType
  );
  const next = `list { name: "${name}", compatibleSdkVersion, compatibleSdkType }`;
  return complete ? [] : [{ file: MANIFEST, field: 'nativeComponents', value: show(nativeComponents), next }];
}
