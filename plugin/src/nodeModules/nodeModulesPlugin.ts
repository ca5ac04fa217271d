import { existsSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Alias, Plugin } from 'vite' with { 'resolution-mode': 'import' };
import { failure, inform, warn } from '../message';
import { withSlashes } from '../outputPath';
import {
  absentFile,
  absentName,
  appModule,
  broughtFor,
  builtinName,
  CALL_SUPER,
  exportsForNobody,
  INHERITS,
  isCallSuper,
  isMapped,
  isMissing,
  isOurs,
  isOurStreams,
  isSerialBinding,
  isUrlPolyfill,
  isUselessForBrowsers,
  missingFor,
  missingName,
  QS,
  replacement,
  STREAMS,
  withoutMention
} from './catalogue';
import { createGlobalsPlugins, fileOf } from './globals';
import { createLoweringPlugin } from './lowering';
import {
  findPackage,
  forgetPackages,
  hasBrowserEntry,
  type InstalledPackage,
  isForBrowsers,
  isOptional,
  isOtherForBrowsers,
  isOtherForBundlers,
  nodeEntry,
  ownImport,
  packageOf,
  replacesForBrowsers,
  resolveFile
} from './nodeResolution';
import { aliasOf, findNodePackages, type NodePackages, NOTHING } from './packageGraph';
import { describeLeftOut, describeNative, describeTaken, describeUnmet, TakenByModules } from './report';

export interface NodeModulesOptions {
  /** The app's folder of sources. */
  sources: string;
  /** Whether Node's modules get their replacements when the app or its packages import them. */
  isWanted: boolean;
  /** Names of packages that are taken as Node would take them, whatever they import. */
  nodePackages: readonly string[];
}

/**
 * What is CommonJS: packages, as ever, and the app's own code, which no app could run otherwise. Taro's preset for Babel makes
 * `require` of its `import()`, too. What is required runs when Node would run it: to find out where that matters, Rollup goes by the
 * order in which files were read, so that two builds of an app differ, and one of them may not start.
 */
const COMMONJS = {
  strictRequires: true,
  include: [/./],
  extensions: ['.js', '.jsx', '.ts', '.tsx', '.node'],
  transformMixedEsModules: true,
  requireReturnsDefault: isOurs
};

/** Taro's name for the chunk that holds what is in node_modules. */
const PACKAGES_CHUNK = 'vendors';

/** Makes Node's modules, and packages that are written for Node, part of a Harmony build. */
export function createNodeModulesPlugins(options: NodeModulesOptions): Plugin[] {
  const resolver = new NodeResolver(options);
  const warned = new Set<string>();
  // Watch mode builds many times.
  const warnOnce = (text: string): void => {
    if (!warned.has(text)) warn(text);
    warned.add(text);
  };
  let said: string | undefined;
  return [
    {
      name: 'taro-harmony-socket:node-modules',
      enforce: 'pre',
      config: () => ({ build: { commonjsOptions: COMMONJS } }),
      configResolved({ resolve }) {
        resolver.aliases = resolve.alias;
      },
      buildStart: () => {
        for (const name of resolver.lookAtApp()) warnOnce(describeUnmet(name));
      },
      resolveId: {
        order: 'pre',
        handler(specifier, importer, options) {
          // A name that begins like this is a plugin's own.
          if (importer === undefined || specifier.startsWith('\0')) return null;
          const hint = options.custom?.['node-resolve'] as { isRequire?: boolean } | undefined;
          const file = resolver.resolve(specifier, fileOf(importer), hint?.isRequire === true);
          if (file === undefined) return null;
          if (isOurs(file) || absentName(file) !== undefined) return file;
          // The other plugins have to see it: CommonJS that is required inside a function gets a module in front of it.
          return this.resolve(file, importer, { ...options, skipSelf: true });
        }
      },
      load(id) {
        if (id.endsWith('.node')) {
          const text = describeNative(packageName(id));
          warnOnce(`${text} (${id})`);
          return throwing(text, 'ERR_DLOPEN_FAILED');
        }
        const absent = absentName(id);
        if (absent !== undefined) return throwing(`Cannot find module '${absent}'`, 'MODULE_NOT_FOUND');
        const name = missingName(id);
        if (name === undefined) return null;
        const module = JSON.stringify(replacement('missing'));
        return `import { missing } from ${module};\nexport default missing(${JSON.stringify(name)});\n`;
      },
      // In watch mode, which keeps modules apart, Rollup looks for such an export in vain and ends.
      transform(code, id) {
        if (id === fileOf(id)) resolver.taken.forget(id);
        return exportsForNobody(id) ? { code: code.replace('module.exports = ', ''), map: null } : null;
      },
      // Rollup asks the next plugin, as that for CommonJS, where this one has no answer.
      shouldTransformCachedModule: () => (resolver.isAsBuilt ? null : true),
      outputOptions(output) {
        const { manualChunks } = output;
        if (typeof manualChunks !== 'function') return null;
        // Linked into a workspace we are in no node_modules; another chunk than that of the polyfills would import it and
        // be imported by it, so that classes would be extended before they are there.
        return {
          ...output,
          manualChunks: (id, api) => (isOurs(id) ? PACKAGES_CHUNK : manualChunks(id, api))
        };
      },
      buildEnd(error) {
        if (error !== undefined) {
          const leftOut = describeLeftOut(error, (id) => packageName(fileOf(id)));
          if (leftOut !== undefined) throw failure(leftOut);
          return;
        }
        resolver.noteBuilt();
        const taken = resolver.taken.byAll(new Set([...this.getModuleIds()].map(fileOf)));
        const text = describeTaken(taken, options.isWanted);
        if (text !== undefined && text !== said) inform(text);
        said = text;
      }
    },
    {
      // Our modules export all of their names by their default export as well. Said behind the plugin for CommonJS, which denies
      // it of what packages require, and not where they are resolved: Taro loads the modules of a page by itself.
      name: 'taro-harmony-socket:named-exports',
      enforce: 'post',
      transform: (_code, id) => (isOurs(id) ? { syntheticNamedExports: true } : null)
    },
    createLoweringPlugin((file) => isOurs(file) || resolver.isForNode(file)),
    ...createGlobalsPlugins((file) => resolver.isForNode(file))
  ];
}

/** Decides which imports are not left to Vite. */
class NodeResolver {
  readonly taken = new TakenByModules();
  /** Whether imports lead to the same, and modules become the same, as in the last build that has not failed. */
  isAsBuilt = false;
  aliases: readonly Alias[] = [];
  private readonly options: NodeModulesOptions;
  private packages: NodePackages = NOTHING;
  private builtPackages: NodePackages = NOTHING;

  constructor(options: NodeModulesOptions) {
    this.options = options;
  }

  /** To be called before each build. @returns names among the options that lead to nothing */
  lookAtApp(): readonly string[] {
    const { sources, isWanted, nodePackages } = this.options;
    forgetPackages();
    const looked = isWanted && existsSync(sources) ? sources : undefined;
    this.packages = findNodePackages(looked, nodePackages, this.aliases);
    this.isAsBuilt = isDeepStrictEqual(this.packages, this.builtPackages);
    return looked === undefined ? [] : this.packages.unmet;
  }

  /** To be called after each build that has not failed: watch mode keeps the modules of this one. */
  noteBuilt(): void {
    this.builtPackages = this.packages;
  }

  /** Whether a file is from a package that is written for Node. */
  isForNode(file: string): boolean {
    const folder = isOurs(file) ? undefined : packageOf(file)?.folder;
    return folder !== undefined && this.packages.forNode.has(folder);
  }

  /** @returns the file that an import gets, undefined if Vite is to find it */
  resolve(specifier: string, importer: string, isRequired: boolean): string | undefined {
    // Taro asks for files of other names, with the platform's in it, as well.
    if (isOurs(specifier)) return isPresent(specifier) ? specifier : undefined;
    const without = withoutMention(specifier, importer);
    if (without !== undefined && !this.packages.mentioned.has(without)) return replacement(without);
    const name = builtinName(specifier);
    if (specifier === INHERITS && this.packages.usesSockets && this.isForNode(importer)) {
      return replacement(INHERITS);
    }
    if (isCallSuper(specifier) && this.isForNode(importer)) return replacement(CALL_SUPER);
    if (specifier === QS && isUrlPolyfill(importer)) return replacement(QS);
    const unloadable = missingFor(specifier);
    if (unloadable !== undefined && this.isForNode(importer)) {
      this.#addMissing(unloadable, importer);
      return replacement(unloadable);
    }
    if (isSerialBinding(specifier, packageOf(importer))) return replacement('noBinding');
    if (specifier === STREAMS && this.isForNode(importer) && isOurStreams(findPackage(STREAMS, importer))) {
      return replacement(STREAMS);
    }
    if (name === undefined)
      return (
        appModule(specifier) ??
        this.resolveAbsent(specifier, importer, isRequired) ??
        this.resolveClient(specifier, importer, isRequired)
      );
    if (!this.isReplaced(name, importer)) return undefined;
    const brought = broughtFor(specifier, importer);
    if (brought !== undefined) return nodeEntry(specifier, brought, isRequired);
    if (isMissing(name)) this.#addMissing(name, importer);
    else this.taken.by(importer).mapped.add(name);
    return replacement(name);
  }

  #addMissing(name: string, importer: string): void {
    this.taken.by(importer).missing.set(name, new Set([packageName(importer)]));
  }

  /** Whether it is our matter what this importer gets for one of Node's modules. */
  private isReplaced(name: string, importer: string): boolean {
    if (isOurs(importer)) return true;
    const from = packageOf(importer);
    if (from !== undefined && this.packages.polyfills.has(from.folder)) return true;
    if (!this.options.isWanted) return false;
    if (isMapped(name)) {
      return from === undefined || this.packages.clients.has(from.folder) || !replacesForBrowsers(from, name);
    }
    if (!this.packages.usesSockets) return false;
    return this.isForNode(importer) || (!importer.includes('node_modules') && !isMissing(name));
  }

  /** Taro puts the platform's name behind such a name, and finds no such file (node-osc). */
  private resolveOwnImport(specifier: string, importer: string, isRequired: boolean): string | undefined {
    return this.isForNode(importer) ? ownImport(specifier, importer, isRequired) : undefined;
  }

  /** Vite has an empty object in the place of such a package, which others take for what they would like to have (ws). */
  private resolveAbsent(specifier: string, importer: string, isRequired: boolean): string | undefined {
    const own = this.isForNode(importer) ? packageOf(importer) : undefined;
    const isAbsent =
      own !== undefined &&
      isOptional(own, specifier, isRequired) &&
      findPackage(specifier, importer) === undefined &&
      aliasOf(specifier, this.aliases) === undefined;
    return isAbsent ? absentFile(specifier) : undefined;
  }

  /** What Node would load, for imports of and in packages that have other files for browsers. */
  private resolveClient(specifier: string, importer: string, isRequired: boolean): string | undefined {
    const { browsing, clients } = this.packages;
    if (clients.size + browsing.size === 0 || path.isAbsolute(specifier)) return undefined;
    if (specifier.startsWith('#')) return this.resolveOwnImport(specifier, importer, isRequired);
    const isRelative = specifier.startsWith('.');
    const found = isRelative ? packageOf(importer) : findPackage(specifier, importer);
    if (found === undefined) return undefined;
    for (const name of browsing.get(found.folder) ?? []) this.taken.by(importer).browsing.add(name);
    if (clients.size === 0) return undefined;
    if (!isRelative && this.#isNodes(specifier, found, importer))
      return nodeEntry(specifier, found, isRequired);
    if (!hasBrowserEntry(found)) {
      const isNodes = !isRelative && this.packages.forNode.has(found.folder) && isOtherForBundlers(found);
      return isNodes ? nodeEntry(specifier, found, isRequired) : undefined;
    }
    const client = clients.get(found.folder);
    const spared = this.packages.spared.get(found.folder);
    if (spared !== undefined) this.taken.by(importer).spared.add(spared);
    const file = isRelative ? resolveFile(path.resolve(path.dirname(importer), specifier)) : undefined;
    if (client === undefined) {
      // It sees Node's names, and takes itself to be on Node (iconv-lite), unless browsers have entered it by another file (asap).
      const isForNode =
        file !== undefined &&
        this.packages.withNodeFiles.has(found.folder) &&
        !isForBrowsers(found, withSlashes(importer));
      return isForNode && isOtherForBrowsers(found, file) ? file : undefined;
    }
    this.taken.by(importer).packages.add(client);
    return isRelative ? file : nodeEntry(specifier, found, isRequired);
  }

  /** Whether a client says that browsers get another package than this, or none, or browsers' files would be of no use. */
  #isNodes(specifier: string, found: InstalledPackage, importer: string): boolean {
    if (isUselessForBrowsers(found) && this.isForNode(importer)) return true;
    const own = packageOf(importer);
    return own !== undefined && this.packages.clients.has(own.folder) && replacesForBrowsers(own, specifier);
  }
}

/** A module whose loading fails, which many packages expect where they require it. */
function throwing(message: string, code: string): string {
  return `module.exports = null; throw Object.assign(new Error(${JSON.stringify(message)}), { code: '${code}' });`;
}

function isPresent(file: string): boolean {
  return missingName(file) !== undefined || existsSync(file);
}

/** The app's own name for files that are in no package but the app. */
function packageName(file: string): string {
  return packageOf(file)?.manifest.name ?? 'the app';
}
