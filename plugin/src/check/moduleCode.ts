import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type ModuleImport, survivesCompiling } from './codeFile';
import type { DevEcoModule, DevEcoProject } from './devEcoProject';
import { Json5File } from './json5File';
import { type Resolution, resolveImport } from './resolveImport';

const CODE = /\.(?:ets|ts|js|mjs|cjs)$/;
const DECLARATION = /\.d\.e?ts$/;
/** What Taro names the script of a page, of the app or of a component. */
const TARO_SCRIPT = /_taro_comp(?:\.js)?$/;

/** An import of a file that DevEco compiles, and where it leads. */
export interface FoundImport extends ModuleImport {
  importer: string;
  resolution: Resolution;
}

/** A page that `main_pages.json` lists. */
export interface ListedPage {
  /** As it is listed: `pages/index/index`. */
  name: string;
  line: number | undefined;
  file: string;
}

/** The pages of a module, by its profile. */
export interface PagesProfile {
  file: string;
  /** Whether there is such a file. */
  exists: boolean;
  pages: ListedPage[];
}

/** A file that `module.json5` names as the code of an ability. */
export interface AbilitySource {
  line: number | undefined;
  /** As it is written there. */
  srcEntry: string;
  /** Whether it is one with pages, and no extension nor the module's stage. */
  isAbility: boolean;
  file: string;
}

/** What there is to look at in one module. */
export interface ModuleCode {
  project: DevEcoProject;
  module: DevEcoModule;
  /** `undefined` if `module.json5` names none. */
  pagesProfile: PagesProfile | undefined;
  abilities: AbilitySource[];
  /** The `.ets` files of the pages that Taro wrote, and of others with `@Entry`. */
  builtPages: string[];
  /** The module's own files that are reached from pages, abilities and the library's main file. */
  files: ReadonlySet<string>;
  /** The imports of all of these. */
  imports: FoundImport[];
}

/** Whether Taro has written an app into the module. */
export function hasTaroBuild({ files }: DevEcoProject, module: DevEcoModule): boolean {
  return files.isFolder(module.code) && codeFiles(module.code).some((file) => TARO_SCRIPT.test(file));
}

/** Reads the code of a module as DevEco does: from the pages and abilities on, through the imports. */
export function readModuleCode(project: DevEcoProject, module: DevEcoModule): ModuleCode {
  const pagesProfile = readPagesProfile(project, module);
  const abilities = abilitySources(module);
  const builtPages = findBuiltPages(project, module, abilities);
  const main = module.ohPackage?.text('main');
  const starts = [
    ...(pagesProfile?.pages ?? []).map(({ file }) => file),
    ...abilities.map(({ file }) => file),
    ...builtPages,
    path.join(module.code, 'app.ets'),
    ...(main === undefined || main === '' ? [] : [path.join(module.folder, main)])
  ].filter((file) => project.files.isFile(file));
  return {
    project,
    module,
    pagesProfile,
    abilities,
    builtPages,
    ...followImports(project, module, starts)
  };
}

/** The profile that `module.json5` names as `$profile:main_pages`. */
function readPagesProfile({ files }: DevEcoProject, module: DevEcoModule): PagesProfile | undefined {
  const [, name] = /^\$profile:(.+)$/.exec(module.module?.text('module', 'pages') ?? '') ?? [];
  if (name === undefined) return undefined;
  const file = path.join(module.folder, 'src/main/resources/base/profile', `${name}.json`);
  const profile = files.isFile(file) ? Json5File.read(file) : undefined;
  const pages = Array.from({ length: profile?.count('src') ?? 0 }, (_, index): ListedPage => {
    const listed = profile?.text('src', index) ?? '';
    const page = listed.replace(/^\.\/ets\//, '');
    return { name: listed, line: profile?.line('src', index), file: path.join(module.code, `${page}.ets`) };
  });
  return { file, exists: profile !== undefined, pages };
}

function abilitySources({ module, moduleFile }: DevEcoModule): AbilitySource[] {
  const places: (string | number)[][] = [
    ['module', 'srcEntry'],
    ...['abilities', 'extensionAbilities'].flatMap((list) =>
      Array.from({ length: module?.count('module', list) ?? 0 }, (_, index) => [
        'module',
        list,
        index,
        'srcEntry'
      ])
    )
  ];
  return places.flatMap((place) => {
    const srcEntry = module?.text(...place);
    if (srcEntry === undefined) return [];
    return [
      {
        line: module?.line(...place),
        srcEntry,
        isAbility: place.includes('abilities'),
        file: path.resolve(path.dirname(moduleFile), srcEntry)
      }
    ];
  });
}

function findBuiltPages(
  { files }: DevEcoProject,
  module: DevEcoModule,
  abilities: AbilitySource[]
): string[] {
  if (!files.isFolder(module.code)) return [];
  const others = new Set([path.join(module.code, 'app.ets'), ...abilities.map(({ file }) => file)]);
  return codeFiles(module.code)
    .filter((name) => name.endsWith('.ets') && !/^(?:npm|oh_modules)[\\/]/.test(name))
    .map((name) => path.join(module.code, name))
    .filter((file) => {
      if (others.has(file)) return false;
      const { imports, entries, exports } = files.code(file);
      // A native component that Taro built is the default export of its file.
      const isTaroPage =
        imports.some(({ specifier }) => TARO_SCRIPT.test(specifier)) && !exports?.has('default');
      return isTaroPage || entries.some(({ isNamedRoute }) => !isNamedRoute);
    });
}

function followImports(
  project: DevEcoProject,
  module: DevEcoModule,
  starts: string[]
): Pick<ModuleCode, 'files' | 'imports'> {
  const imports: FoundImport[] = [];
  const files = new Set(starts);
  for (const importer of files) {
    const { imports: own, isTypeChecked } = project.files.code(importer);
    for (const each of own) {
      if (each.isTypeOnly && !isTypeChecked) continue;
      const resolution = resolveImport(project, module, importer, each.specifier);
      if (isDoubtful(resolution) && !isTypeChecked && isCompiledAway(project, importer, each)) continue;
      if (resolution.kind === 'file' && !each.isTypeOnly && isOwnCode(module, resolution.file)) {
        files.add(resolution.file);
      }
      imports.push({ ...each, importer, resolution });
    }
  }
  return { files, imports };
}

/** Whether there can be a fault in an import that leads there. */
function isDoubtful(resolution: Resolution): boolean {
  return resolution.kind === 'file' ? resolution.file.endsWith('.ets') : resolution.kind !== 'elsewhere';
}

/** Whether an import leaves nothing to look for, as TypeScript drops it. */
function isCompiledAway({ files }: DevEcoProject, importer: string, { specifier }: ModuleImport): boolean {
  return importer.endsWith('.ts') && !survivesCompiling(files.text(importer), specifier);
}

/** Code of installed packages is their authors' matter. */
function isOwnCode(module: DevEcoModule, file: string): boolean {
  return (
    CODE.test(file) &&
    !DECLARATION.test(file) &&
    file.startsWith(module.folder + path.sep) &&
    !file.startsWith(path.join(module.folder, 'oh_modules') + path.sep)
  );
}

/** The names of all files with code below a folder. */
function codeFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => CODE.test(name));
}
