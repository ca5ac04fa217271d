import path from 'node:path';
import ts from 'typescript';
import { isObject, MANIFEST } from '../manifest.ts';
import { type Gate, type GateFinding, type Har, textOf, unmet } from './gate.ts';

const CODE = /\.(?:ets|ts|js)$/;
const ARKTS = /\.ets$/;

/** How an import without extension is completed. */
const COMPLETIONS = [
  '',
  ...['.ets', '.ts', '.d.ets', '.d.ts', '.js'].flatMap((end) => [end, `/index${end}`])
];

/** What every device has. */
const SYSTEM_MODULE = /^@(?:ohos|kit|system|hms|arkts)\./;

/** Each import leads to a file of the package, to a declared dependency or to the system. */
export const checkCodeImports: Gate = (har) => {
  const declared = new Set(
    ['dependencies', 'dynamicDependencies']
      .map((field) => har.manifest[field])
      .flatMap((dependencies) => (isObject(dependencies) ? Object.keys(dependencies) : []))
  );
  return [...har.files.keys()]
    .filter((file) => CODE.test(file))
    .flatMap((file) =>
      importsOf(har, file).flatMap((specifier): GateFinding[] => {
        const next = specifier.startsWith('.')
          ? checkRelative(har, file, specifier)
          : checkNamed(specifier, declared);
        return next === undefined ? [] : [{ file, field: 'import', value: specifier, next }];
      })
    );
};

function importsOf(har: Har, file: string): string[] {
  return ts.preProcessFile(textOf(har, file) ?? '').importedFiles.map(({ fileName }) => fileName);
}

function checkRelative(har: Har, file: string, specifier: string): string | undefined {
  const wanted = path.posix.join(path.posix.dirname(file), specifier);
  const found = COMPLETIONS.map((end) => wanted + end).find((name) => har.files.has(name));
  if (found === undefined) return `pack ${wanted}, or correct the import`;
  return ARKTS.test(found) && !ARKTS.test(file)
    ? 'import TypeScript: DevEco forbids .ts and .js files to import ArkTS (error 10311001)'
    : undefined;
}

function checkNamed(specifier: string, declared: ReadonlySet<string>): string | undefined {
  if (SYSTEM_MODULE.test(specifier)) return undefined;
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  return declared.has(name) ? undefined : `declare ${name} in the dependencies of ${MANIFEST}`;
}

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
  return unmet([['nativeComponents', nativeComponents, complete, next]]);
}
