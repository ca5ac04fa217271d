import path from 'node:path';
import { pathBelow, withSlashes } from './outputPath';

/**
 * Makes a chunk's imports of files in the output relative to the chunk.
 *
 * Rollup hands the ids of Taro's external modules through as they are: the paths of files in the output, absolute or, if
 * `harmony.projectPath` is, relative to the working directory. Taro 4.2's `taro:vite-ets` then makes
 * them relative to the folder of the chunk's *source* module, but writes the chunk as `<module>/index…js`, one folder
 * deeper. It leaves alone what is relative already, so this must run before it.
 *
 * @param imports the chunk's import ids as Rollup lists them
 * @param fileName the chunk's path below `outputRoot`
 */
export function relativizeOutputImports(
  code: string,
  imports: string[],
  fileName: string,
  outputRoot: string
): string {
  const folder = path.dirname(path.join(outputRoot, fileName));
  return imports
    .filter((id) => pathBelow(outputRoot, path.resolve(id)) !== undefined)
    .reduce((text, id) => replaceSpecifier(text, id, relativeSpecifier(folder, path.resolve(id))), code);
}

/**
 * Makes imports of the app's own files relative in a file that Taro generates. Taro 4.2 lets pages import their code by the path
 * of its source, and makes that relative only where the path has no white space.
 *
 * @param fileName the file's path below the output's folder
 * @param sources the app's folder of sources
 */
export function relativizeSourceImports(code: string, fileName: string, sources: string): string {
  return code.replace(
    /(\bfrom\s*(['"]))([^'"\n]+)(?=\2)/g,
    (text, start: string, _quote, specifier: string) => {
      const source = path.isAbsolute(specifier) ? pathBelow(sources, specifier) : undefined;
      return source === undefined ? text : start + relativeSpecifier(path.dirname(fileName), source);
    }
  );
}

function relativeSpecifier(folder: string, file: string): string {
  const relative = withSlashes(path.relative(folder, file));
  return relative.startsWith('.') ? relative : `./${relative}`;
}

/** Rollup quotes the ids of external modules singly, and escapes what has to be. */
function replaceSpecifier(code: string, from: string, to: string): string {
  const escaped = from.replace(/[\\']/g, '\\$&');
  return code.replaceAll(`'${escaped}'`, `'${to}'`);
}
