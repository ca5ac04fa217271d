import { JsonObjectNode, type JsonValueNode } from '@croct/json5-parser';
import path from 'node:path';
import { inform, reasonOf, warn } from '../message';
import { AppFile } from './appFile';
import { editJson5, listIn, objectIn, valueOf } from './json5';

/** What every call of `@ohos.net.socket` needs; without it the native module answers 201. */
export const INTERNET_PERMISSION = 'ohos.permission.INTERNET';

/**
 * Makes sure that the entry module's `module.json5` requests the permission; comments and layout are kept.
 * Whatever is wrong with the file is said in a warning that names it: the build goes on, as the app's own
 * configuration is not the plugin's to refuse.
 *
 * @param outputRoot `<projectPath>/<hapName>/src/main/ets`; `module.json5` lies beside that folder
 * @param add `false`: only warn
 */
export function ensureInternetPermission(outputRoot: string, add: boolean): void {
  const name = path.resolve(outputRoot, '../module.json5');
  try {
    const file = AppFile.read(name);
    if (file === undefined) {
      warn(`${name} does not exist: check harmony.projectPath and harmony.hapName; ${advice()}`);
      return;
    }
    const changed = withInternetPermission(file.text);
    if (changed === undefined) return;
    if (!add) {
      warn(`${name} does not request ${INTERNET_PERMISSION} and addInternetPermission is false; ${advice()}`);
      return;
    }
    file.write(changed);
    inform(`added ${INTERNET_PERMISSION} to ${name}`);
  } catch (error) {
    warn(`cannot read or change ${name}: ${reasonOf(error)}; ${advice()}`);
  }
}

/**
 * @returns the text with the permission added to `module.requestPermissions`, or `undefined` if it is there already
 * @throws if the text is not JSON5 or not a module's configuration
 */
export function withInternetPermission(text: string): string | undefined {
  const changed = editJson5(text, (root) => {
    const entryModule = objectIn(root, 'module');
    if (entryModule === undefined) throw new Error('it has no "module"');
    const permissions = listIn(entryModule, 'requestPermissions');
    if (permissions === undefined) {
      entryModule.set('requestPermissions', [{ name: INTERNET_PERMISSION }]);
    } else if (!permissions.elements.some(requestsInternet)) {
      permissions.push({ name: INTERNET_PERMISSION });
    }
  });
  return changed === text ? undefined : changed;
}

function requestsInternet(permission: JsonValueNode): boolean {
  return (
    permission instanceof JsonObjectNode && valueOf(permission, 'name')?.toJSON() === INTERNET_PERMISSION
  );
}

function advice(): string {
  return `sockets need { "name": "${INTERNET_PERMISSION}" } in its module.requestPermissions`;
}
