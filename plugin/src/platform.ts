import type { RunOptions, TaroContext } from './taroContext';

/** The platform's name: `taro build --type harmony`. */
const HARMONY = 'harmony';

/** The running command if it is for Harmony. */
export function harmonyCommand(ctx: TaroContext): RunOptions | undefined {
  return ctx.runOpts?.options?.platform === HARMONY ? ctx.runOpts : undefined;
}

/** Registers Taro's own Harmony platform (`HarmonyOS_ArkTS`) unless a plugin of the app's config has done so. */
export async function registerHarmony(ctx: TaroContext): Promise<void> {
  if (!harmonyCommand(ctx) || ctx.platforms.has(HARMONY)) return;
  const { default: registerHarmonyEts } = await import('@tarojs/plugin-platform-harmony-ets');
  registerHarmonyEts(ctx);
}
