import { survivesCompiling, type ImportedName } from '../codeFile';
import { nameOf } from '../devEcoProject';
import { exportedNames } from '../exportedNames';
import type { Finding } from '../finding';
import type { FoundImport, ModuleCode } from '../moduleCode';
import { resolveImport } from '../resolveImport';
import type { Rule } from './rule';

/** Versions of Taro's packages that fit those that are known not to. */
const FITTING_VERSIONS: ReadonlyMap<string, string> = new Map([['@tarojs/react', '4.1.11']]);

/** What Taro 4.2 has code import of its runtime that looks for it, as `node-forge` does, and harmony-ets 4.2 lacks. */
const GIVEN_BY_TARO: ReadonlySet<string> = new Set(['MutationObserver', 'SVGElement']);

/** Each name that is imported is exported; a module without it is not even loaded. */
export const checkImportedNames: Rule = (code) => {
  const known = new Map<string, ReadonlySet<string> | undefined>();
  const { project, module } = code;
  const resolve = (importer: string, specifier: string): string | undefined => {
    const resolution = resolveImport(project, module, importer, specifier);
    return resolution.kind === 'file' ? resolution.file : undefined;
  };
  const exportsOf = (file: string): ReadonlySet<string> | undefined => {
    if (!known.has(file)) known.set(file, exportedNames(project.files, file, resolve));
    return known.get(file);
  };
  return code.imports.flatMap((found) => {
    const { resolution } = found;
    if (resolution.kind !== 'file') return [];
    const exported = exportsOf(resolution.file);
    const declarations = declarationsOf(code, found.importer, resolution.file);
    const declared = declarations === undefined ? new Set<string>() : exportsOf(declarations);
    if (exported === undefined || declared === undefined) return [];
    return found.names
      .filter(({ name }) => !exported.has(name) && !declared.has(name) && isNeeded(code, found, name))
      .map((name) => missingName(code, found, resolution.file, name));
  });
};

/** The declarations of a JavaScript file, where there are some: for TypeScript and ArkTS their types are there as well. */
function declarationsOf({ project }: ModuleCode, importer: string, file: string): string | undefined {
  if (importer.endsWith('.js') || !file.endsWith('.js')) return undefined;
  const declarations = file.replace(/\.js$/, '.d.ts');
  return project.files.isFile(declarations) ? declarations : undefined;
}

/** Names that TypeScript uses as types only are gone when it is compiled. */
function isNeeded({ project }: ModuleCode, { importer, specifier }: FoundImport, name: string): boolean {
  return !importer.endsWith('.ts') || survivesCompiling(project.files.text(importer), specifier, name);
}

function missingName(
  { project }: ModuleCode,
  { importer, specifier }: FoundImport,
  target: string,
  { name, line }: ImportedName
): Finding {
  const isArkTs = importer.endsWith('.ets');
  const importing = nameOf(project, importer);
  const exporting = nameOf(project, target);
  return {
    severity: isArkTs ? 'refused' : 'does not start',
    file: importing,
    line,
    problem:
      name === 'default'
        ? `The default export of ${exporting} is imported, but it has none`
        : `${name} is imported from ${exporting}, which does not export it`,
    ...(isArkTs ? { devEco: refusal(specifier, target, exporting, name) } : {}),
    mend: adviseOnName(name, deliveredPackage(importing), deliveredPackage(exporting))
  };
}

/** What DevEco's TypeScript says, which looks at ArkTS only. */
function refusal(specifier: string, target: string, exporting: string, name: string): string {
  if (name === 'default') return `10505001 Module '"${exporting}"' has no default export.`;
  const code = target.endsWith('.js') ? '10605999' : '10505001';
  return `${code} Module '"${specifier}"' has no exported member '${name}'.`;
}

function adviseOnName(name: string, importing: string | undefined, exporting: string | undefined): string {
  if (importing !== undefined && exporting !== undefined && importing !== exporting) {
    const version = FITTING_VERSIONS.get(importing);
    return version === undefined
      ? `install versions of ${importing} and ${exporting} that fit each other, and build again`
      : `install another version of ${importing} ("npm install ${importing}@${version}" has what fits), and build again`;
  }
  if (exporting === '@tarojs/runtime' && GIVEN_BY_TARO.has(name))
    return `have injectOptions: { exclude: ['${name}'] } in harmony of Taro's config, and build again: Taro imports it for code that looks for it`;
  return exporting === undefined
    ? 'import a name that is exported there, or export this one'
    : `import a name that ${exporting} exports, or install a version of it that has this one, and build again`;
}

/** The npm package of which Taro has put a file into the build's `npm/`. */
function deliveredPackage(name: string): string | undefined {
  return /\/src\/main\/ets\/npm\/(@[^/]+\/[^/]+|[^/@]+)\//.exec(name)?.[1];
}
