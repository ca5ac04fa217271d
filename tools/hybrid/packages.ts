import { execFile } from 'node:child_process';
import { existsSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../arkts/modules.ts';
import type { Print } from '../demo/print.ts';

/**
 * A folder of its own, because Taro's newest harmony-hybrid is of another version than the newest of the other platforms, and
 * Taro's packages want all others to be of theirs.
 */
const FOLDER = path.join(import.meta.dirname, 'app');

/** Where an app for harmony-hybrid finds its packages. */
export const HYBRID_PACKAGES = path.join(FOLDER, 'node_modules');

/** Installs the packages that `package-lock.json` in the folder names, unless they are there, and this package beside them. */
export async function installHybridPackages(print: Print): Promise<void> {
  if (!isInstalled()) {
    print(`Installing Taro's packages for harmony-hybrid into ${HYBRID_PACKAGES}`);
    // Packages do without the scripts that they would run after that.
    await promisify(execFile)('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: FOLDER });
  }
  const own = path.join(HYBRID_PACKAGES, 'taro-harmony-socket');
  if (!existsSync(own)) symlinkSync(path.join(repositoryRoot, 'plugin'), own);
}

/** npm writes a lock file of what it has installed. */
function isInstalled(): boolean {
  const installed = statSync(path.join(HYBRID_PACKAGES, '.package-lock.json'), { throwIfNoEntry: false });
  return (
    installed !== undefined && installed.mtimeMs >= statSync(path.join(FOLDER, 'package-lock.json')).mtimeMs
  );
}
