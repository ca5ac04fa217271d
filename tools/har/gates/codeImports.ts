import path from 'node:path';
import ts from 'typescript';
import { MANIFEST, isObject } from '../manifest.ts';
import { type Gate, type GateFinding, type Har, textOf } from './gate.ts';

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
