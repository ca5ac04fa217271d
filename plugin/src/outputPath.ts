import { realpathSync } from 'node:fs';
import path from 'node:path';

// On Windows, Node separates folders by backslashes, and Vite, Rollup and what stands in code by slashes. What comes from
// one of them is compared with nothing but paths that went through here.

/** A path as Vite and code write it. */
export function withSlashes(file: string): string {
  return file.split(path.sep).join('/');
}

/** The path from a folder to a file below it, with slashes; `undefined` if the file is elsewhere. */
export function pathBelow(folder: string, file: string): string | undefined {
  const relative = path.relative(folder, file);
  const isElsewhere = relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
  return isElsewhere ? undefined : withSlashes(relative);
}

/**
 * The path of a file as Vite's ids have it, which are compared by their letters: without links, and on Windows with the drive's own
 * capital, which Node's plain `realpathSync` leaves small where a build starts in `c:`. A drive of the network keeps its letter, and
 * some disks in memory do not answer (EISDIR): there Vite, too, takes the plain one.
 */
export function realPath(file: string): string {
  try {
    const real = realpathSync.native(file);
    if (!real.startsWith('\\\\')) return real;
  } catch {
    // The plain one tells what is wrong, if something is.
  }
  return realpathSync(file);
}
