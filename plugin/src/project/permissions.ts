import { JsonObjectNode, type JsonValueNode } from '@croct/json5-parser';
import path from 'node:path';
import { inform, reasonOf, warn } from '../message';
import { AppFile } from './appFile';
import { editJson5, listIn, objectIn, valueOf } from './json5';

/** What every call of `@ohos.net.socket` needs; without it the native module answers 201. */
export const INTERNET_PERMISSION = 'ohos.permission.INTERNET';

/** What the calls about the network and the Wi-Fi need. */
const NETWORK_PERMISSIONS = ['ohos.permission.GET_NETWORK_INFO', 'ohos.permission.GET_WIFI_INFO'];

/**
 * Adds the permissions that the calls about the network and the Wi-Fi need, as {@link ensureInternetPermission} does, which
 * says what is wrong with the file.
 *
 * @param outputRoot as there
 */
export function addNetworkPermissions(outputRoot: string): void {
  const name = path.resolve(outputRoot, '../module.json5');
  try {
    const file = AppFile.read(name);
    if (file === undefined) return;
    const changed = withPermissions(file.text, NETWORK_PERMISSIONS);
    if (changed === undefined) return;
    file.write(changed);
    inform(`added ${NETWORK_PERMISSIONS.join(' and ')} to ${name}`);
  } catch (error) {
    warn(
      `cannot read or change ${name}: ${reasonOf(error)}; it has to request ${NETWORK_PERMISSIONS.join(', ')}`
    );
  }
}

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
    const changed = withPermissions(file.text, [INTERNET_PERMISSION]);
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
 * @returns the text with the names added to `module.requestPermissions`, or `undefined` if all are there already
 * @throws if the text is not JSON5 or not a module's configuration
 */
export function withPermissions(text: string, names: readonly string[]): string | undefined {
  const changed = editJson5(text, (root) => {
    const entryModule = objectIn(root, 'module');
    if (entryModule === undefined) throw new Error('it has no "module"');
    for (const name of names) {
      const permissions = listIn(entryModule, 'requestPermissions');
      if (permissions === undefined) {
        entryModule.set('requestPermissions', [{ name }]);
      } else if (!permissions.elements.some((each) => requests(each, name))) {
        permissions.push({ name });
      }
    }
  });
  return changed === text ? undefined : changed;
}

function requests(permission: JsonValueNode, name: string): boolean {
  return permission instanceof JsonObjectNode && valueOf(permission, 'name')?.toJSON() === name;
}

function advice(): string {
  return `sockets need { "name": "${INTERNET_PERMISSION}" } in its module.requestPermissions`;
}
