import { JsonArrayNode, JsonObjectNode, JsonParser } from '@croct/json5-parser';
import path from 'node:path';
import { inform, warn } from './message';
import { readTextFile, writeTextFile } from './textFile';

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
  const file = path.resolve(outputRoot, '../module.json5');
  try {
    const text = readTextFile(file);
    if (text === undefined) {
      warn(`${file} does not exist: check harmony.projectPath and harmony.hapName; ${advice()}`);
      return;
    }
    const changed = withInternetPermission(text);
    if (changed === undefined) return;
    if (!add) {
      warn(`${file} does not request ${INTERNET_PERMISSION} and addInternetPermission is false; ${advice()}`);
      return;
    }
    writeTextFile(file, changed);
    inform(`added ${INTERNET_PERMISSION} to ${file}`);
  } catch (error) {
    warn(
      `cannot read or change ${file}: ${error instanceof Error ? error.message : String(error)}; ${advice()}`
    );
  }
}

/**
 * @returns the text with the permission added to `module.requestPermissions`, or `undefined` if it is there already
 * @throws if the text is not JSON5 or not a module's configuration
 */
export function withInternetPermission(text: string): string | undefined {
  const root = JsonParser.parse(text, JsonObjectNode);
  if (!root.has('module')) throw new Error('it has no "module"');
  const entryModule = root.get('module', JsonObjectNode);
  if (!entryModule.has('requestPermissions')) {
    entryModule.set('requestPermissions', [{ name: INTERNET_PERMISSION }]);
    return root.toString();
  }
  const permissions = entryModule.get('requestPermissions', JsonArrayNode);
  if (permissions.elements.some(requestsInternet)) return undefined;
  permissions.push({ name: INTERNET_PERMISSION });
  return root.toString();
}

function requestsInternet(permission: JsonArrayNode['elements'][number]): boolean {
  return (
    permission instanceof JsonObjectNode &&
    permission.has('name') &&
    permission.get('name').toJSON() === INTERNET_PERMISSION
  );
}

function advice(): string {
  return `sockets need { "name": "${INTERNET_PERMISSION}" } in its module.requestPermissions`;
}
