import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';

/** In a folder of packages: where others keep what can be made again, too. */
const SHARED = path.resolve(import.meta.dirname, '../../node_modules/.cache/swc');

function copyMissing(from: string, to: string): void {
  if (!existsSync(from)) return;
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) copyMissing(source, target);
    else if (!existsSync(target)) {
      mkdirSync(to, { recursive: true });
      // Another process that looks at the same time sees the whole file or none.
      const partial = `${to}.${process.pid}`;
      copyFileSync(source, partial);
      renameSync(partial, target);
    }
  }
}

/**
 * Gives an app what SWC made of Taro's WebAssembly in another one: machine code, which takes three seconds of the first
 * build in each folder.
 */
export function takeSwcCache(app: string): void {
  copyMissing(SHARED, path.join(app, '.swc'));
}

/** Keeps it for other apps. After a build. */
export function keepSwcCache(app: string): void {
  copyMissing(path.join(app, '.swc'), SHARED);
}
