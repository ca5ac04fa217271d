import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The folder with Node-API's headers that was installed with this Node.js; nothing is downloaded.
 *
 * @param program the path of the `node` program
 */
export function findNodeHeaders(program: string = process.execPath): string {
  const folder = path.resolve(path.dirname(program), '../include/node');
  if (!existsSync(path.join(folder, 'node_api.h'))) {
    throw new Error(
      `${folder} has no node_api.h, which the native module needs: install Node.js with its headers ` +
        '(the archives of nodejs.org and nvm have them; Debian has them in libnode-dev)'
    );
  }
  return folder;
}
