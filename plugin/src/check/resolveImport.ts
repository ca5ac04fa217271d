import path from 'node:path';
import type { DevEcoModule, DevEcoProject } from './devEcoProject';
import { Json5File } from './json5File';

/** What every device has. `@ohos/…`, with a slash, is a scope of ohpm packages. */
const SYSTEM_MODULE = /^@(?:ohos|system|kit|hms|arkts|arkui|arkui-x)\.|^@hmscore\//;
/** How DevEco itself writes imports: `@bundle:…`, `@normalized:…`. */
const OHM_URL = /^@[a-z]+:/;
const NATIVE_LIBRARY = /^lib[^/]*\.so$/;
/** What DevEco itself writes when it compiles: for an app a module of this name, for a library a file at its top. */
const BUILD_PROFILE = 'BuildProfile';

const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'dynamicDependencies'];

/** Where an import leads. */
export type Resolution =
  | { kind: 'file'; file: string }
  /** A system module, what DevEco writes itself, or a package whose code cannot be looked at. */
  | { kind: 'elsewhere' }
  | { kind: 'native library'; name: string }
  /** No such file in the project, or in the package. */
  | { kind: 'no file'; packageName?: string }
  /** No `oh-package.json5` declares the package. */
  | { kind: 'undeclared'; packageName: string }
  /** The package is declared but not in `oh_modules`. */
  | { kind: 'not installed'; packageName: string }
  /** The package is declared as `file:…`, and there is nothing. */
  | { kind: 'no package'; packageName: string; target: string };

/** Finds where an import in a file of a module leads. */
export function resolveImport(
  project: DevEcoProject,
  module: DevEcoModule,
  importer: string,
  specifier: string
): Resolution {
  if (specifier.startsWith('.') || path.isAbsolute(specifier)) {
    const target = path.resolve(path.dirname(importer), specifier);
    const file = project.files.complete(target);
    if (file !== undefined) return { kind: 'file', file };
    return { kind: target === path.join(module.folder, BUILD_PROFILE) ? 'elsewhere' : 'no file' };
  }
  if (specifier === BUILD_PROFILE || SYSTEM_MODULE.test(specifier) || OHM_URL.test(specifier)) {
    return { kind: 'elsewhere' };
  }
  if (NATIVE_LIBRARY.test(specifier)) return { kind: 'native library', name: specifier };
  return resolvePackage(project, module, specifier);
}

/** The version or path that the module, or else the project, declares for a package. */
function declaredDependency(
  project: DevEcoProject,
  module: DevEcoModule,
  name: string
): { base: string; target: string } | undefined {
  for (const [base, ohPackage] of [
    [module.folder, module.ohPackage],
    [project.folder, project.ohPackage]
  ] as const) {
    const field = DEPENDENCY_FIELDS.find((field) => ohPackage?.has(field, name));
    if (field !== undefined) return { base, target: ohPackage?.text(field, name) ?? '' };
  }
  return undefined;
}

function resolvePackage(project: DevEcoProject, module: DevEcoModule, specifier: string): Resolution {
  const parts = specifier.split('/');
  const packageName = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  const subPath = parts.slice(packageName.split('/').length).join('/');
  if (packageName === module.ohPackage?.text('name')) {
    return inPackage(project, module.folder, subPath, packageName);
  }
  const dependency = declaredDependency(project, module, packageName);
  if (dependency === undefined) return { kind: 'undeclared', packageName };
  const installed = [module.folder, project.folder]
    .map((folder) => path.join(folder, 'oh_modules', ...packageName.split('/')))
    .find((folder) => project.files.isFolder(folder));
  if (installed !== undefined) return inPackage(project, installed, subPath, packageName);
  const [, filePath] = /^file:(.*)$/.exec(dependency.target) ?? [];
  if (filePath === undefined) return { kind: 'not installed', packageName };
  const target = path.resolve(dependency.base, filePath);
  if (project.files.isFolder(target)) return inPackage(project, target, subPath, packageName);
  // A packed `.har`: DevEco unpacks it when it installs.
  return project.files.isFile(target)
    ? { kind: 'elsewhere' }
    : { kind: 'no package', packageName, target: dependency.target };
}

function inPackage(project: DevEcoProject, folder: string, subPath: string, packageName: string): Resolution {
  const { files } = project;
  const found = subPath === '' ? packageMain(project, folder) : files.complete(path.join(folder, subPath));
  if (found !== undefined) return { kind: 'file', file: found };
  // Byte code is not looked at.
  return files.isFile(path.join(folder, 'ets/modules.abc'))
    ? { kind: 'elsewhere' }
    : { kind: 'no file', packageName };
}

function packageMain({ files }: DevEcoProject, folder: string): string | undefined {
  const main = Json5File.read(path.join(folder, 'oh-package.json5'))?.text('main');
  const wanted = main === undefined || main === '' ? ['Index', 'index'] : [main];
  return wanted.map((name) => files.complete(path.join(folder, name))).find((file) => file !== undefined);
}
