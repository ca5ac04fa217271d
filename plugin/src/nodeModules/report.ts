/** What modules have taken for Node. */
export interface Taken {
  /** Modules of Node that the build has. */
  readonly mapped: Set<string>;
  /** Modules of Node of which it has only a stand-in, each with the packages that import it. */
  readonly missing: Map<string, Set<string>>;
  /** Packages that were taken as Node would take them. */
  readonly packages: Set<string>;
  /** Packages that other packages bring along, and whose files for browsers were taken. */
  readonly spared: Set<string>;
  /** Packages that are on the network by their files for browsers. */
  readonly browsing: Set<string>;
}

/** What each module has taken: watch mode asks for the imports only of those that have changed. */
export class TakenByModules {
  readonly #taken = new Map<string, Taken>();

  /** What a module has taken, to add to. */
  by(file: string): Taken {
    const taken = this.#taken.get(file) ?? nothingTaken();
    this.#taken.set(file, taken);
    return taken;
  }

  /** To be called before a module's imports are asked for. */
  forget(file: string): void {
    this.#taken.delete(file);
  }

  /** What these have taken together. */
  byAll(files: ReadonlySet<string>): Taken {
    const all = nothingTaken();
    for (const [file, { mapped, missing, packages, spared, browsing }] of this.#taken) {
      if (!files.has(file)) continue;
      for (const name of mapped) all.mapped.add(name);
      for (const [name, by] of missing)
        all.missing.set(name, new Set([...(all.missing.get(name) ?? []), ...by]));
      for (const name of packages) all.packages.add(name);
      for (const name of spared) all.spared.add(name);
      for (const name of browsing) all.browsing.add(name);
    }
    return all;
  }
}

function nothingTaken(): Taken {
  return {
    mapped: new Set(),
    missing: new Map(),
    packages: new Set(),
    spared: new Set(),
    browsing: new Set()
  };
}

/**
 * In one sentence; undefined if there was nothing of the kind.
 *
 * @param isWanted whether the modules are there for the app's imports, and not only for those by this package's name
 */
export function describeTaken(
  { mapped, missing, packages, spared, browsing }: Taken,
  isWanted: boolean
): string | undefined {
  const advice = isWanted ? " (nodeModules: false in the plugin's options turns that off)" : '';
  const ofNode = [
    `this build has Node's ${list(mapped)}${advice}`,
    ...(missing.size > 0 ? [`what throws when it is used: ${listMissing(missing)}`] : []),
    ...(packages.size > 0 ? [`not the browser's files but Node's are taken of ${list(packages)}`] : []),
    ...[...spared].sort().map((name) => `${name} has no sockets (nodePackages: ['${name}'] gives it some)`)
  ];
  const parts = [
    ...(mapped.size > 0 ? ofNode : []),
    ...(browsing.size > 0 ? [describeBrowsing(browsing)] : [])
  ];
  return parts.length > 0 ? parts.join('; ') : undefined;
}

function describeBrowsing(names: ReadonlySet<string>): string {
  const [have, them] = names.size > 1 ? ['have their', 'them'] : ['has its', 'it'];
  const option = [...names].sort().map((name) => `'${name}'`);
  return (
    `${list(names)} ${have} files for browsers, which want XMLHttpRequest, fetch or WebSocket: unless the app gives ${them} another ` +
    `way, write nodePackages: [${option.join(', ')}] in the plugin's options`
  );
}

function listMissing(missing: Taken['missing']): string {
  return [...missing]
    .map(([name, packages]) => `${name} (${list(packages)})`)
    .sort()
    .join(', ');
}

const LEFT_OUT = /"(\S+)" is not exported by "__vite-browser-external", imported by /;

/**
 * What an import fails with that Vite has left out, as for browsers, in words that help; undefined for any other failure.
 *
 * @param error Rollup's, with the file that imports; its text has a path that leads nowhere from one drive of Windows to another
 * @param nameOf the name of the package that a file belongs to
 */
export function describeLeftOut(
  { message, id: file }: { message: string; id?: string },
  nameOf: (file: string) => string
): string | undefined {
  const [, name] = LEFT_OUT.exec(message) ?? [];
  if (name === undefined || file === undefined) return undefined;
  const importer = nameOf(file);
  return (
    `${importer} imports ${name} from a module of Node, and the build has not taken ${importer} for a package that is written ` +
    `for Node: nodePackages: ['${importer}'] in the plugin's options makes it one (${file})`
  );
}

/** That a package is no code that an app could have. */
export function describeNative(name: string): string {
  return (
    `${name} is native code, which is compiled for Node and not for HarmonyOS: what requires it gets an error, which ends the app ` +
    `at its start unless the requiring package catches it or does without`
  );
}

/** That nothing is called as one of the plugin's options says. */
export function describeUnmet(name: string): string {
  return (
    `nodePackages names ${name}, which nothing here imports: write the name as in the import, in the app or in a package that ` +
    `it uses, or take it out of the plugin's options`
  );
}

function list(names: ReadonlySet<string>): string {
  return [...names].sort().join(', ');
}
