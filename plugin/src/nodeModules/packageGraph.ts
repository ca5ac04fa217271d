import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Alias } from 'vite' with { 'resolution-mode': 'import' };
import {
  broughtFor,
  builtinName,
  isMapped,
  isOverSockets,
  isSocketModule,
  mentionedIn,
  polyfillFiles,
  STREAMS
} from './catalogue';
import {
  type InstalledPackage,
  findPackage,
  hasBrowserEntry,
  nodeEntry,
  ownImport,
  packageOf,
  replacesForBrowsers,
  resolveFile
} from './nodeResolution';
import { filesBelow } from '../filesBelow';
import { SOURCE } from '../sourceFile';
import { specifiersIn } from './specifiers';
import { TypeScriptPaths } from './typeScriptPaths';

/** What a package imports in all of its files that Node would load. */
interface Imports {
  builtIn: Set<string>;
  /** Folders. */
  packages: Set<string>;
}

/** Which of the packages that an app uses are written for Node; by folders without symbolic links. */
export interface NodePackages {
  /** Whether the app or a package that it uses imports `dgram`, `net`, or a module over them. */
  usesSockets: boolean;
  /** What would take the place of files of ours whose use the app, or a package, names. */
  mentioned: ReadonlySet<string>;
  /** Packages that import these themselves, with the names that they have. */
  clients: ReadonlyMap<string, string>;
  /** Packages whose files for browsers are taken although Node's would have sockets, with their names. */
  spared: ReadonlyMap<string, string>;
  /**
   * Packages that the app, or what is no client, brings along, and that are on the network by their files for browsers; each with its
   * name and those of such packages that it leads to.
   */
  browsing: ReadonlyMap<string, readonly string[]>;
  /** The polyfills and what they are made of. */
  polyfills: ReadonlySet<string>;
  /** Packages that take of their own files Node's, as they see its names; others that import them are led where browsers are. */
  withNodeFiles: ReadonlySet<string>;
  /** All of these, other packages that import Node's modules, and what they are made of. */
  forNode: ReadonlySet<string>;
  /** Names that were named as clients' although nothing that is reached is called so. */
  unmet: readonly string[];
}

/** Of an app without sockets. */
export const NOTHING: NodePackages = {
  usesSockets: false,
  mentioned: new Set(),
  clients: new Map(),
  spared: new Map(),
  browsing: new Map(),
  withNodeFiles: new Set(),
  polyfills: new Set(),
  forNode: new Set(),
  unmet: []
};

/** What Taro resolves itself, and what builds it: no client of sockets, and thousands of files. */
const LEFT_OUT = /^(?:@tarojs\/|@babel\/|react(?:-dom)?(?:\/|$)|taro-harmony-socket(?:\/|$))/;

/** What a package imports that speaks HTTP through Node's own modules. */
const HTTP = ['http', 'https', 'http2'];

/**
 * Follows the imports of an app's sources through the packages that it uses, as Node would resolve them.
 *
 * @param sources the app's folder of sources; without it only the polyfills are looked at
 * @param named names of packages that count as clients whatever they import
 * @param aliases of the bundler: what they lead to, beside the sources, is the app's code as well
 */
export function findNodePackages(
  sources: string | undefined,
  named: readonly string[],
  aliases: readonly Alias[] = []
): NodePackages {
  const walk = new Walk(aliases);
  const app = sources === undefined ? noImports() : walk.enterFolder(sources);
  const reached = [...walk.packages];
  const mentioned = new Set(walk.mentioned);
  const polyfills = walk.closure(polyfillFiles().map((file) => walk.enterFile(file)));
  const unmet = named.filter((name) => !reached.some(([folder]) => walk.nameOf(folder) === name));
  const isNamed = (folder: string): boolean => named.includes(walk.nameOf(folder));
  // What a client only brings along, as mqtt does WebSockets, would double an app for those who never use it.
  const isBroughtAlong = (folder: string, { builtIn }: Imports): boolean =>
    !isNamed(folder) && !app.packages.has(folder) && prefersBrowser(folder, builtIn);
  const loaded = walk.closure([...app.packages], (folder, imports) => {
    if (isNamed(folder) || !hasOtherFiles(folder)) return true;
    return usesSocketModules(imports) && !isBroughtAlong(folder, imports);
  });
  const clients = new Map(
    reached
      .filter(([folder, imports]) => {
        return (
          isNamed(folder) ||
          isClient(folder, imports) ||
          (loaded.has(folder) && speaksHttp(imports)) ||
          walk.keepsClient(folder)
        );
      })
      .map(([folder]) => [folder, walk.nameOf(folder)])
  );
  // Clients know no XMLHttpRequest, nor another way of the app's: what they speak HTTP by would fail (axios for sonos).
  const isOfClients = (folder: string, imports: Imports): boolean =>
    !app.packages.has(folder) && asksAsBrowsers(folder, imports);
  const ofClients = walk.closure([...clients.keys()], (folder, imports) => {
    return clients.has(folder) || !hasOtherFiles(folder) || isOfClients(folder, imports);
  });
  for (const folder of ofClients) {
    if (speaksHttp(walk.importsIn(folder))) clients.set(folder, walk.nameOf(folder));
  }
  const usesSockets =
    clients.size > 0 || [...app.builtIn].some((name) => isSocketModule(name) || isOverSockets(name));
  const browsing = findBrowsing(walk, [...app.packages], clients, isOfClients);
  if (!usesSockets) return { ...NOTHING, mentioned, browsing, polyfills, forNode: polyfills, unmet };
  const spared = new Map(
    reached
      .filter(([folder, imports]) => usesSocketModules(imports) && isBroughtAlong(folder, imports))
      .map(([folder]) => [folder, walk.nameOf(folder)])
  );
  const others = reached.filter(
    ([folder, { builtIn }]) => [...builtIn].some(isMapped) && !prefersBrowser(folder, builtIn)
  );
  const forNode = walk.closure([...polyfills, ...clients.keys(), ...others.map(([folder]) => folder)]);
  // Old streams build upon Node's `stream`, which is a newer version of themselves here: only their files for browsers stand alone.
  const withNodeFiles = new Set(
    [...forNode].filter(
      (folder) => walk.nameOf(folder) !== STREAMS && !prefersBrowser(folder, walk.importsIn(folder).builtIn)
    )
  );
  return { usesSockets, mentioned, clients, spared, browsing, withNodeFiles, polyfills, forNode, unmet };
}

/** @returns see {@link NodePackages.browsing}; without those that are clients when what leads to them is one */
function findBrowsing(
  walk: Walk,
  ofApp: readonly string[],
  clients: ReadonlyMap<string, string>,
  isOfClients: (folder: string, imports: Imports) => boolean
): Map<string, string[]> {
  const browsers = [...walk.closure(ofApp, (folder) => !clients.has(folder))]
    .filter(hasOtherFiles)
    .map((folder) => ({ folder, within: walk.closure([folder]) }))
    .filter(({ within }) => [...within].some((each) => isOnNetwork(walk.importsIn(each))));
  return new Map(
    browsers.map(({ folder, within }) => {
      const asked = browsers
        .map((browser) => browser.folder)
        .filter((each) => each === folder || (within.has(each) && !isOfClients(each, walk.importsIn(each))));
      return [folder, asked.map((each) => walk.nameOf(each))];
    })
  );
}

/** What the bundler is told to take for an import. */
export function aliasOf(specifier: string, aliases: readonly Alias[]): Alias | undefined {
  return aliases.find(({ find }) =>
    typeof find === 'string' ? `${specifier}/`.startsWith(`${find}/`) : find.test(specifier)
  );
}

/** Whether a bundler for browsers takes other files of a package than Node. */
function hasOtherFiles(folder: string): boolean {
  const own = packageOf(path.join(folder, 'package.json'));
  return own !== undefined && hasBrowserEntry(own);
}

function speaksHttp({ builtIn }: Imports): boolean {
  return [...builtIn].some(isOverSockets);
}

function usesSocketModules({ builtIn }: Imports): boolean {
  return [...builtIn].some(isSocketModule);
}

/** Whether a package is on the network in the files that Node would load. */
function isOnNetwork(imports: Imports): boolean {
  return usesSocketModules(imports) || speaksHttp(imports);
}

function isClient(folder: string, imports: Imports): boolean {
  return usesSocketModules(imports) && !prefersBrowser(folder, imports.builtIn);
}

/** Whether a package speaks HTTP by its files for browsers, as far as nothing else is known of it. */
function prefersBrowser(folder: string, builtIn: ReadonlySet<string>): boolean {
  return HTTP.some((name) => builtIn.has(name)) && hasOtherFiles(folder);
}

/** Whether a package speaks HTTP by its files for browsers, and has no sockets in those for Node. */
function asksAsBrowsers(folder: string, imports: Imports): boolean {
  return prefersBrowser(folder, imports.builtIn) && !usesSocketModules(imports);
}

function noImports(): Imports {
  return { builtIn: new Set(), packages: new Set() };
}

/** What a package calls by a name of its own, with `#` in front. */
function ownFiles(specifier: string, importer: string): string[] {
  return [true, false]
    .map((isRequired) => ownImport(specifier, importer, isRequired))
    .filter((file) => file !== undefined);
}

/** One look at everything that can be reached; each file is read once. */
class Walk {
  /** By folder. */
  readonly packages = new Map<string, Imports>();
  /** What the texts of all files name. */
  readonly mentioned = new Set<string>();
  private readonly names = new Map<string, string>();
  private readonly seen = new Set<string>();
  private readonly paths = new TypeScriptPaths();
  private readonly aliases: readonly Alias[];

  constructor(aliases: readonly Alias[]) {
    this.aliases = aliases;
  }

  nameOf(folder: string): string {
    return this.names.get(folder) ?? folder;
  }

  /**
   * All packages that these lead to, and they themselves.
   *
   * @param isFollowed of which packages that holds; the others, and what only they lead to, are left out
   */
  closure(
    folders: readonly string[],
    isFollowed: (folder: string, imports: Imports) => boolean = () => true
  ): Set<string> {
    const isIn = (folder: string): boolean => isFollowed(folder, this.importsIn(folder));
    const reached = new Set(folders.filter(isIn));
    for (const folder of reached) {
      for (const each of this.importsIn(folder).packages) if (isIn(each)) reached.add(each);
    }
    return reached;
  }

  importsIn(folder: string): Imports {
    return this.packages.get(folder) ?? noImports();
  }

  /** Whether browsers are to leave out what leads to a client, as @xmpp/client has it. */
  keepsClient(folder: string): boolean {
    const own = packageOf(path.join(folder, 'package.json'));
    const kept = [...this.importsIn(folder).packages].filter(
      (each) => own !== undefined && replacesForBrowsers(own, this.nameOf(each))
    );
    return [...this.closure(kept)].some((each) => isClient(each, this.importsIn(each)));
  }

  /** @returns what the sources import themselves */
  enterFolder(folder: string): Imports {
    const imports = noImports();
    this.follow(
      filesBelow(folder).filter((file) => SOURCE.test(file)),
      imports
    );
    return imports;
  }

  /** @returns the folder of the file's package */
  enterFile(file: string): string {
    const found = packageOf(file);
    if (found === undefined) return path.dirname(file);
    this.follow([file], this.importsOf(found));
    return found.folder;
  }

  private importsOf({ folder, manifest }: InstalledPackage): Imports {
    const imports = this.packages.get(folder) ?? noImports();
    this.packages.set(folder, imports);
    this.names.set(folder, manifest.name ?? folder);
    return imports;
  }

  private follow(files: string[], imports: Imports): void {
    for (const file of files) {
      if (this.seen.has(file)) continue;
      this.seen.add(file);
      const text = SOURCE.test(file) ? readFileSync(file, 'utf8') : '';
      for (const without of mentionedIn(text)) this.mentioned.add(without);
      for (const specifier of specifiersIn(text)) {
        const name = builtinName(specifier);
        if (specifier.startsWith('#')) files.push(...ownFiles(specifier, file));
        else if (name !== undefined) {
          imports.builtIn.add(name);
          if (broughtFor(specifier, file) !== undefined) this.enterPackage(specifier, file, imports);
        } else {
          const meant = this.withoutAlias(specifier, file);
          const isPath = meant.startsWith('.') || path.isAbsolute(meant);
          const target = isPath ? resolveFile(path.resolve(path.dirname(file), meant)) : undefined;
          if (target !== undefined) files.push(target);
          else if (!isPath) this.enterPackage(meant, file, imports);
        }
      }
    }
  }

  private enterPackage(specifier: string, importer: string, imports: Imports): void {
    if (LEFT_OUT.test(specifier)) return;
    const found = findPackage(specifier, importer);
    if (found === undefined) return;
    imports.packages.add(found.folder);
    const own = this.importsOf(found);
    const entries = [true, false].map((isRequired) => nodeEntry(specifier, found, isRequired));
    this.follow(
      entries.filter((entry) => entry !== undefined),
      own
    );
  }

  /**
   * As the bundler reads it, with what plugins may add to it; the name of a package that is there means that, whatever other
   * platforms take for it.
   */
  private withoutAlias(specifier: string, importer: string): string {
    if (findPackage(specifier, importer) !== undefined) return specifier;
    const alias = aliasOf(specifier, this.aliases);
    if (alias !== undefined) return specifier.replace(alias.find, alias.replacement);
    if (specifier.startsWith('.') || importer.includes('node_modules')) return specifier;
    return this.paths.resolve(specifier, importer) ?? specifier;
  }
}
