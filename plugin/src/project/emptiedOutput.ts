import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { end, inform, reasonOf } from '../message';
import type { HarmonyConfig, KeptFolder } from '../taroContext';
import { abilityFolders } from './abilityFolders';

/** Milliseconds longer from each try to the next: what looks through new files on Windows has them open for a moment. */
const RETRIES = { maxRetries: 5, retryDelay: 100 };

/**
 * Empties `ets/` in the place of Taro's build, which tries for ever, and says nothing, where the system does not let it remove a file
 * of a folder, as Windows does with one that a program has open.
 *
 * What Taro's config keeps (`harmony.output.clean`) stays, and besides that the code of abilities that are not Taro's: DevEco refuses
 * a module without a file that it names, and its template has one for backups. Folders only, as Taro keeps no single files.
 *
 * @param isNativeApp whether the build makes a part of a native app, whose own pages and abilities are there, too: then only a config
 * that says so has them removed, and never the main ability
 */
export function emptyOutput(config: HarmonyConfig, isNativeApp: boolean): void {
  const clean = config.output?.clean;
  const folder = path.resolve(config.outputRoot);
  if (clean === false || !existsSync(folder)) return;
  config.output = { ...config.output, clean: false };
  if (isNativeApp && clean === undefined) {
    inform(
      `kept all that is in ${folder}, as the build is for a native app; ` +
        "harmony.output.clean: true in Taro's config has all but the code of its abilities removed"
    );
    return;
  }
  const kept = typeof clean === 'object' ? [clean.keep ?? []].flat() : [];
  const abilities = abilityFolders(folder, isNativeApp);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory() && (abilities.includes(file) || kept.some((each) => isPart(each, file))))
      continue;
    remove(file);
  }
}

function isPart(kept: KeptFolder, file: string): boolean {
  return typeof kept === 'string' ? file.includes(kept) : kept.test(file);
}

function remove(file: string): void {
  try {
    rmSync(file, { recursive: true, force: true, ...RETRIES });
  } catch (error) {
    end(
      `cannot remove ${file} of the last build (${reasonOf(error)}): close what has it open, as DevEco Studio or a terminal may, or ` +
        'see that you may write there, then build again'
    );
  }
}
