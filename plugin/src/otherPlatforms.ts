import { readFileSync } from 'node:fs';
import { filesBelow } from './filesBelow';
import { HARMONY_HYBRID } from './hybridPlatform';
import { inform, warn } from './message';
import { harmonyCommand, platformOf } from './platform';
import { CREATORS } from './providedApi';
import { SOURCE } from './sourceFile';
import type { TaroContext } from './taroContext';

/** Where sockets are WeChat's own. */
const WEAPP = 'weapp';

/**
 * Names a platform without sockets in one line, once, if the app uses them: the plugin adds nothing there, and Taro's own
 * functions only tell that they are not supported when the app runs. To be called when the config is complete.
 */
export function nameUnservedPlatform(ctx: TaroContext): void {
  const platform = platformOf(ctx);
  if (platform === undefined || platform === WEAPP || harmonyCommand(ctx) !== undefined) return;
  const isHybrid = platform === HARMONY_HYBRID;
  if (isHybrid && compilerOf(ctx) !== 'vite') return;
  const used = firstUse(ctx.paths.sourcePath);
  if (used === undefined) return;
  const stays = `nothing is added to builds for ${platform}`;
  const what = `where ${used.name}() of ${used.file} stays what Taro makes of it`;
  if (isHybrid) warn(`${stays} by Vite, ${what}: write compiler: 'webpack5' in Taro's config`);
  else inform(`${stays}, ${what}: this plugin serves harmony, harmony_cpp and harmony-hybrid`);
}

function compilerOf({ runOpts }: TaroContext): string | undefined {
  const compiler = runOpts?.config.compiler;
  return typeof compiler === 'object' ? compiler.type : compiler;
}

function firstUse(sources: string): { name: string; file: string } | undefined {
  for (const file of filesBelow(sources).filter((each) => SOURCE.test(each))) {
    const text = readFileSync(file, 'utf8');
    const name = CREATORS.find((each) => text.includes(each));
    if (name !== undefined) return { name, file };
  }
  return undefined;
}
