import path from 'node:path';
import { type DevEcoProject, nameOf } from '../devEcoProject';
import type { Finding } from '../finding';
import { Json5File } from '../json5File';
import type { ModuleCode } from '../moduleCode';
import type { Rule } from './rule';

/** Phones and tablets. */
const DEVICE_ABI = 'arm64-v8a';

interface NativeImport {
  name: string;
  importer: string;
  line: number;
}

/** Each native library that code imports has its dependency, its types and its file. */
export const checkNativeLibraries: Rule = (code) =>
  nativeImports(code).flatMap((native) => [...checkDependency(code, native), ...checkFile(code, native)]);

/** The first import of each library. */
function nativeImports({ imports }: ModuleCode): NativeImport[] {
  const first = new Map<string, NativeImport>();
  for (const { importer, line, resolution } of imports) {
    if (resolution.kind === 'native library' && !first.has(resolution.name)) {
      first.set(resolution.name, { name: resolution.name, importer, line });
    }
  }
  return [...first.values()];
}

/** Whether DevEco builds modules by their packages, as its template says: an import then needs its dependency. */
function needsDependencies({ buildProfile }: DevEcoProject): boolean {
  return Array.from({ length: buildProfile.count('app', 'products') }).some((_, index) =>
    buildProfile.isTrue('app', 'products', index, 'buildOption', 'strictMode', 'useNormalizedOHMUrl')
  );
}

function checkDependency({ project, module }: ModuleCode, { name, importer, line }: NativeImport): Finding[] {
  const target = module.ohPackage?.text('dependencies', name);
  const types = `types/${name.slice(0, -'.so'.length)}`;
  if (target === undefined) {
    return [
      {
        severity: needsDependencies(project) ? 'refused' : 'warning',
        file: nameOf(project, importer),
        line,
        problem: `${name} is imported, but ${nameOf(project, module.ohPackageFile)} does not declare it`,
        devEco: `10310016 Can not get pkgContextInfo of package '${name}' which being imported by '${nameOf(project, importer)}'`,
        mend: `add "${name}": "file:./src/main/cpp/${types}" to its dependencies, and that folder with Index.d.ts and oh-package.json5`
      }
    ];
  }
  const [, filePath] = /^file:(.*)$/.exec(target) ?? [];
  if (filePath === undefined) return [];
  const folder = path.resolve(module.folder, filePath);
  const manifest = path.join(folder, 'oh-package.json5');
  const declarations = path.resolve(folder, declarationsFile(manifest));
  const dependencyLine = module.ohPackage?.line('dependencies', name);
  const missing = (file: string): Omit<Finding, 'severity'> => ({
    file: nameOf(project, module.ohPackageFile),
    ...(dependencyLine === undefined ? {} : { line: dependencyLine }),
    problem: `The types of ${name} are not complete: there is no ${nameOf(project, file)}`,
    mend: 'add the file, or correct the path of the dependency'
  });
  if (!project.files.isFile(manifest)) return [{ severity: 'refused', ...missing(manifest) }];
  return project.files.isFile(declarations)
    ? []
    : [
        {
          severity: 'warning',
          ...missing(declarations),
          devEco: `Currently module for '${name}' is not verified.`
        }
      ];
}

function declarationsFile(manifest: string): string {
  return Json5File.read(manifest)?.text('types') ?? 'Index.d.ts';
}

function checkFile({ project, module }: ModuleCode, { name, importer, line }: NativeImport): Finding[] {
  if (isBuiltFromSource(module.buildProfile)) return [];
  const libraries = path.join(module.folder, 'libs');
  const abis = project.files
    .foldersIn(libraries)
    .filter((abi) => project.files.isFile(path.join(libraries, abi, name)));
  if (abis.includes(DEVICE_ABI)) return [];
  const there = abis.length === 0 ? 'none' : `only one for ${abis.join(', ')}`;
  return [
    {
      severity: 'does not start',
      file: nameOf(project, importer),
      line,
      problem: `${name} is imported, but there is no ${nameOf(project, path.join(libraries, DEVICE_ABI, name))} (${there} was found)`,
      mend: `put the library there, or let DevEco build it (externalNativeOptions in ${nameOf(project, path.join(module.folder, 'build-profile.json5'))})`
    }
  ];
}

function isBuiltFromSource(buildProfile: Json5File | undefined): boolean {
  const sets = Array.from({ length: buildProfile?.count('buildOptionSet') ?? 0 }, (_, index) => index);
  return (
    buildProfile !== undefined &&
    (buildProfile.has('buildOption', 'externalNativeOptions') ||
      sets.some((index) => buildProfile.has('buildOptionSet', index, 'externalNativeOptions')))
  );
}
