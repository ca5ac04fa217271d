import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { HARMONY_HYBRID } from './hybridPlatform';
import { inform } from './message';
import { harmonyCommand, platformOf } from './platform';
import { CREATORS } from './providedApi';
import { SOURCE } from './sourceFile';
import type { TaroContext } from './taroContext';

/** Where the app has sockets: WeChat's own, and those over the bridge of the shell. */
const HAS_SOCKETS = ['weapp', HARMONY_HYBRID];

/**
 * Names a platform without sockets in one line, once, if the app uses them: the plugin adds nothing there, and Taro's own
 * functions only tell that they are not supported when the app runs.
 */
export function nameUnservedPlatform(ctx: TaroContext): void {
  const platform = platformOf(ctx);
  if (platform === undefined || harmonyCommand(ctx) !== undefined || HAS_SOCKETS.includes(platform)) return;
  const used = firstUse(ctx.paths.sourcePath);
  if (used === undefined) return;
  inform(
    `nothing is added to builds for ${platform}, where ${used.name}() of ${used.file} stays what Taro makes of it: this ` +
      'plugin serves harmony, harmony_cpp and harmony-hybrid'
  );
}

function firstUse(sources: string): { name: string; file: string } | undefined {
  for (const entry of readdirSync(sources, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !SOURCE.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const text = readFileSync(file, 'utf8');
    const name = CREATORS.find((each) => text.includes(each));
    if (name !== undefined) return { name, file };
  }
  return undefined;
}
