import { createRequire } from 'node:module';
import path from 'node:path';

/** Where the clients are installed. */
const FOLDER = path.resolve(process.env.CLIENTS_FOLDER ?? '.');

/** Loads what a client is made of, to speak its protocol. */
export const load = createRequire(path.join(FOLDER, 'package.json'));

/** A file that its package keeps to itself. */
export function packageFile(name: string): string {
  return path.join(FOLDER, 'node_modules', name);
}
