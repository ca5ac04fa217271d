/** What one build has taken for Node. */
export interface Taken {
  /** Modules of Node that the build has. */
  readonly mapped: Set<string>;
  /** Modules of Node of which it has only a stand-in. */
  readonly missing: Set<string>;
  /** Packages that were taken as Node would take them. */
  readonly packages: Set<string>;
}

/**
 * In one sentence; undefined if there was nothing of the kind.
 *
 * @param isWanted whether the modules are there for the app's imports, and not only for those by this package's name
 */
export function describeTaken({ mapped, missing, packages }: Taken, isWanted: boolean): string | undefined {
  if (mapped.size === 0) return undefined;
  const advice = isWanted ? " (nodeModules: false in the plugin's options turns that off)" : '';
  const parts = [
    `this build has Node's ${list(mapped)}${advice}`,
    ...(missing.size > 0 ? [`${list(missing)} throw when they are used`] : []),
    ...(packages.size > 0 ? [`not the browser's files but Node's are taken of ${list(packages)}`] : [])
  ];
  return parts.join('; ');
}

function list(names: ReadonlySet<string>): string {
  return [...names].sort().join(', ');
}
