import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Where the clients are installed: in no folder in which this project's own imports are looked for. */
const FOLDER = path.join(import.meta.dirname, 'packages');

/** Installs the clients, unless they are. */
export function installPackages(): void {
  const options = ['--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'];
  execFileSync('npm', ['install', ...options], { cwd: FOLDER, stdio: 'inherit' });
}

/** Loads what a client is made of, to speak its protocol. */
export const load = createRequire(path.join(FOLDER, 'package.json'));

/** A file that its package keeps to itself. */
export function packageFile(name: string): string {
  return path.join(FOLDER, 'node_modules', name);
}
