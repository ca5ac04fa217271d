import { JsonObjectNode } from '@croct/json5-parser';
import path from 'node:path';
import { pathBelow } from '../outputPath';
import type { HarmonyConfig } from '../taroContext';
import { AppFile } from './appFile';
import { mainAbility } from './entryModule';
import { listIn, objectIn, parseJson5, valueOf } from './json5';

/**
 * Lets Taro's build keep the code of a module's extension abilities and of its other abilities than the main one, which is Taro's:
 * it empties `ets/` first, and DevEco refuses a module without a file that it names. DevEco's template has one for backups.
 *
 * Folders only, as Taro keeps no single files. Nothing is done where the app's config says what stays (`harmony.output.clean: false`).
 */
export function keepAbilities(config: HarmonyConfig): void {
  const clean = config.output?.clean;
  if (clean === false) return;
  const folders = abilityFolders(config.outputRoot);
  if (folders.length === 0) return;
  const keep = typeof clean === 'object' ? [clean.keep ?? []].flat() : [];
  config.output = { ...config.output, clean: { keep: [...keep, ...folders] } };
}

/** The folders of `ets/` that hold such code, by the paths under which Taro lists them. */
function abilityFolders(outputRoot: string): string[] {
  const module = path.join(outputRoot, '../module.json5');
  const files = namedFiles(module).map((named) => path.resolve(path.dirname(module), named));
  const folders = files.flatMap((file) => {
    const [folder, ...rest] = pathBelow(path.resolve(outputRoot), file)?.split('/') ?? [];
    return folder === undefined || rest.length === 0 ? [] : [path.join(outputRoot, folder)];
  });
  return [...new Set(folders)];
}

/** What is wrong with the file is said when the plugin changes it. */
function namedFiles(moduleFile: string): string[] {
  try {
    const file = AppFile.read(moduleFile);
    const entryModule = file && objectIn(parseJson5(file.text), 'module');
    if (entryModule === undefined) return [];
    const main = mainAbility(entryModule);
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
