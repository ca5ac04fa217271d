import { existsSync, readFileSync, statSync } from 'node:fs';
import nodeModule from 'node:module';
import path from 'node:path';
import { exports as resolveExports, imports as resolveImports } from 'resolve.exports';
import { realPath, withSlashes } from '../outputPath';

/** What of a `package.json` decides which file an import gets. */
export interface Manifest {
  name?: string;
  version?: string;
  main?: string;
  module?: string;
  browser?: string | Record<string, string | false>;
  dependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  exports?: unknown;
  imports?: unknown;
}

/** A package that is installed. */
export interface InstalledPackage {
  /** Without symbolic links. */
  folder: string;
  manifest: Manifest;
}

const COMPLETIONS = ['', '.js', '.cjs', '.mjs', '.json', '/index.js', '/index.cjs', '/index.mjs'];
/** What a package of a workspace may have instead, whose sources no one has compiled. */
const TYPESCRIPT = ['.ts', '.tsx', '.mts', '/index.ts', '/index.tsx'];
const DEFAULT_EXPORT = /\bexport default\b|\bas default\b/;
const PACKAGE_NAME = /^(?:@[^/]+\/)?[^./][^/]*/;

/** The folder of the innermost package in a path. */
const INSTALLED = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^@\\/][^\\/]*(?=[\\/])/;

/** What Yarn adds to Node's `module` with `nodeLinker: pnp`. */
interface PlugAndPlay {
  findPnpApi?: (importer: string) => {
    resolveToUnqualified(name: string, importer: string, options: { considerBuiltins: boolean }): string;
  } | null;
}

const known = new Map<string, InstalledPackage | undefined>();

/** The package that an import leads to, as Node finds it; undefined if it is not installed. */
export function findPackage(specifier: string, importer: string): InstalledPackage | undefined {
  const name = PACKAGE_NAME.exec(specifier)?.[0];
  if (name === undefined) return undefined;
  for (const folder of foldersAbove(importer)) {
    const found = packageIn(path.join(folder, 'node_modules', name));
    if (found !== undefined) return found;
  }
  const folder = folderByPlugAndPlay(name, importer);
  return folder === undefined ? undefined : packageIn(folder);
}

/** Where Yarn's Plug'n'Play has a package, which lies in no `node_modules` above the importer then. */
function folderByPlugAndPlay(name: string, importer: string): string | undefined {
  try {
    const { findPnpApi } = nodeModule as PlugAndPlay;
    return findPnpApi?.(importer)?.resolveToUnqualified(name, importer, { considerBuiltins: false });
  } catch {
    return undefined; // not installed
  }
}

/** The package to which a file belongs. */
export function packageOf(file: string): InstalledPackage | undefined {
  // Folders below a package may have manifests of their own, with its name in them or without.
  const installed = INSTALLED.exec(file)?.[0];
  if (installed !== undefined) return packageIn(path.resolve(installed));
  for (const folder of foldersAbove(file)) {
    const found = packageIn(folder);
    if (found?.manifest.name !== undefined) return found;
  }
  return undefined;
}

/**
 * The file that Node loads for an import of a package.
 *
 * @param specifier the package's name, or that of a module in it
 * @param isRequired by `require` instead of `import`
 */
export function nodeEntry(
  specifier: string,
  { folder, manifest }: InstalledPackage,
  isRequired: boolean
): string | undefined {
  const inside = specifier.replace(PACKAGE_NAME, '.');
  if (manifest.exports === undefined || manifest.exports === null) {
    return resolveFile(path.join(folder, inside === '.' ? (manifest.main ?? 'index.js') : inside));
  }
  return choose(folder, () => resolveExports({ name: '', ...manifest }, inside, conditions(isRequired)));
}

/**
 * The file that Node loads for a name that a package gives to a file of its own, by the nearest manifest, which may be that of a folder
 * in it (@matter/general).
 *
 * @param specifier with `#` in front
 */
export function ownImport(specifier: string, importer: string, isRequired: boolean): string | undefined {
  for (const each of foldersAbove(importer)) {
    const found = packageIn(each);
    if (found === undefined) continue;
    const { folder, manifest } = found;
    if (manifest.imports === undefined) return undefined;
    return choose(folder, () => resolveImports({ name: '', ...manifest }, specifier, conditions(isRequired)));
  }
  return undefined;
}

function conditions(isRequired: boolean): { unsafe: true; conditions: string[] } {
  return { unsafe: true, conditions: ['node', 'default', isRequired ? 'require' : 'import'] };
}

function choose(folder: string, entries: () => readonly string[] | void): string | undefined {
  try {
    const [entry] = entries() ?? [];
    return entry === undefined ? undefined : resolveFile(path.join(folder, entry));
  } catch {
    return undefined; // nothing that Node could load; the bundler says so if it cannot either
  }
}

/**
 * Completes the path of a module as Node does for `require`, or else as bundlers do for TypeScript.
 *
 * @returns it with slashes, as Vite's ids have
 */
export function resolveFile(file: string): string | undefined {
  const name = withSlashes(file);
  return [
    ...COMPLETIONS.map((end) => name + end),
    ...TYPESCRIPT.map((end) => name.replace(/\.m?js$/, '') + end)
  ].find((each) => statSync(each, { throwIfNoEntry: false })?.isFile());
}

/**
 * Whether bundlers take another file of a package than Node, whoever imports it, and whoever requires it gets something else: an
 * object in the place of what Node's file exports.
 */
export function isOtherForBundlers({ folder, manifest }: InstalledPackage): boolean {
  if (manifest.module === undefined || (manifest.exports ?? undefined) !== undefined) return false;
  const file = resolveFile(path.join(folder, manifest.module));
  return file !== undefined && DEFAULT_EXPORT.test(readFileSync(file, 'utf8'));
}

/** Whether a bundler for browsers resolves imports of this package otherwise than Node. */
export function hasBrowserEntry({ manifest }: InstalledPackage): boolean {
  return manifest.browser !== undefined || JSON.stringify(manifest.exports ?? null).includes('"browser"');
}

/**
 * Whether a package does without what an import leads to, where it is not installed: it says so, or requires it without depending
 * on it, which Node tells it when it does.
 */
export function isOptional({ manifest }: InstalledPackage, specifier: string, isRequired: boolean): boolean {
  const name = path.isAbsolute(specifier) ? undefined : PACKAGE_NAME.exec(specifier)?.[0];
  if (name === undefined) return false;
  if (manifest.peerDependenciesMeta?.[name]?.optional === true) return true;
  return isRequired && manifest.dependencies?.[name] === undefined;
}

/** Whether a browser gets another file, or none, in the place of one of this package. */
export function isOtherForBrowsers(
  { folder, manifest: { browser } }: InstalledPackage,
  file: string
): boolean {
  return (
    typeof browser === 'object' &&
    Object.keys(browser).some((name) => name.startsWith('.') && resolveFile(path.join(folder, name)) === file)
  );
}

/** Whether a browser gets this file in the place of another one of its package. */
export function isForBrowsers({ folder, manifest: { browser } }: InstalledPackage, file: string): boolean {
  return (
    typeof browser === 'object' &&
    Object.values(browser).some((name) => name !== false && resolveFile(path.join(folder, name)) === file)
  );
}

/** Whether the package itself says what a browser gets in the place of one of Node's modules, or of another package. */
export function replacesForBrowsers({ manifest }: InstalledPackage, name: string): boolean {
  return typeof manifest.browser === 'object' && name in manifest.browser;
}

/** To be called before each build: in watch mode somebody may install packages meanwhile. */
export function forgetPackages(): void {
  known.clear();
}

function packageIn(folder: string): InstalledPackage | undefined {
  if (!known.has(folder)) known.set(folder, readPackage(folder));
  return known.get(folder);
}

function readPackage(folder: string): InstalledPackage | undefined {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  return { folder: realPath(folder), manifest: JSON.parse(readFileSync(file, 'utf8')) as Manifest };
}

function* foldersAbove(file: string): Generator<string> {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    yield folder;
    if (folder === path.dirname(folder)) return;
  }
}
