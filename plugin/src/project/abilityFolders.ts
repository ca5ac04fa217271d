import { JsonObjectNode } from '@croct/json5-parser';
import path from 'node:path';
import { pathBelow } from '../outputPath';
import { AppFile } from './appFile';
import { mainAbility } from './entryModule';
import { listIn, objectIn, parseJson5, valueOf } from './json5';

/**
 * The folders of `ets/` that hold the code of a module's extension abilities, of its stage, and of its other abilities.
 *
 * @param withMain whether also of the main one, which is Taro's in an app by itself
 */
export function abilityFolders(outputRoot: string, withMain: boolean): string[] {
  const module = path.join(outputRoot, '../module.json5');
  const files = namedFiles(module, withMain).map((named) => path.resolve(path.dirname(module), named));
  const folders = files.flatMap((file) => {
    const [folder, ...rest] = pathBelow(outputRoot, file)?.split('/') ?? [];
    return folder === undefined || rest.length === 0 ? [] : [path.join(outputRoot, folder)];
  });
  return [...new Set(folders)];
}

/** What is wrong with the file is said when the plugin changes it. */
function namedFiles(moduleFile: string, withMain: boolean): string[] {
  try {
    const file = AppFile.read(moduleFile);
    const entryModule = file && objectIn(parseJson5(file.text), 'module');
    if (entryModule === undefined) return [];
    const main = withMain ? undefined : mainAbility(entryModule);
    const abilities = ['abilities', 'extensionAbilities'].flatMap(
      (list) => listIn(entryModule, list)?.elements ?? []
    );
    return [entryModule, ...abilities]
      .filter((each) => each instanceof JsonObjectNode && each !== main)
      .map((each) => valueOf(each as JsonObjectNode, 'srcEntry')?.toJSON())
      .filter((named) => typeof named === 'string');
  } catch {
    return [];
  }
}
