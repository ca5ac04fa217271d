import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../arkts/modules.ts';
import type { Print } from '../demo/print.ts';
import { linkFolder } from '../files.ts';

/**
 * A folder of its own, because Taro's newest harmony-hybrid is of another version than the newest of the other platforms, and
 * Taro's packages want all others to be of theirs.
 */
const FOLDER = path.join(import.meta.dirname, 'app');

const LOCK = 'pnpm-lock.yaml';
/** pnpm, for it does this in a fifth of npm's time. */
const PNPM = path.join(path.dirname(createRequire(import.meta.url).resolve('pnpm')), 'bin/pnpm.cjs');

/** Where an app for harmony-hybrid finds its packages. */
export const HYBRID_PACKAGES = path.join(FOLDER, 'node_modules');

/** Installs the packages that the folder's lock file names, unless they are there, and this package beside them. */
export async function installHybridPackages(print: Print): Promise<void> {
  if (!isInstalled()) {
    print(`Installing Taro's packages for harmony-hybrid into ${HYBRID_PACKAGES}`);
    // Packages do without the scripts that they would run after that.
    await promisify(execFile)(process.execPath, [PNPM, 'install', '--frozen-lockfile', '--ignore-scripts'], {
      cwd: FOLDER
    });
  }
  const own = path.join(HYBRID_PACKAGES, 'taro-harmony-socket');
  if (!existsSync(own)) linkFolder(path.join(repositoryRoot, 'plugin'), own);
}

/** pnpm writes a file of what it has installed. */
function isInstalled(): boolean {
  const installed = statSync(path.join(HYBRID_PACKAGES, '.modules.yaml'), { throwIfNoEntry: false });
  return installed !== undefined && installed.mtimeMs >= statSync(path.join(FOLDER, LOCK)).mtimeMs;
}
