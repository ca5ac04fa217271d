import type { ProjectFiles } from './projectFiles';

const READABLE = /\.(?:ets|ts|js|mjs)$/;

/**
 * The names that a module has, its own and those behind `export *`; `undefined` when they cannot all be told.
 *
 * @param resolve the file that a specifier in another one leads to
 */
export function exportedNames(
  files: ProjectFiles,
  file: string,
  resolve: (importer: string, specifier: string) => string | undefined
): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  const sources = new Set([file]);
  for (const source of sources) {
    if (!READABLE.test(source)) return undefined;
    const { exports, stars } = files.code(source);
    if (exports === undefined) return undefined;
    for (const name of exports) {
      if (name !== 'default' || source === file) names.add(name);
    }
    for (const star of stars) {
      const target = resolve(source, star);
      if (target === undefined) return undefined;
      sources.add(target);
    }
  }
  return names;
}
