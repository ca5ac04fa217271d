import type { TaroContext } from './taroContext';

/** The platform's name: `taro build --type harmony`. */
export const HARMONY = 'harmony';

/** Whether the running command is for Harmony. */
export function isHarmonyCommand(ctx: TaroContext): boolean {
  return ctx.runOpts.options?.platform === HARMONY;
}

/** Registers Taro's own Harmony platform (`HarmonyOS_ArkTS`) unless a plugin of the app's config has done so. */
export async function registerHarmony(ctx: TaroContext): Promise<void> {
  if (!isHarmonyCommand(ctx) || ctx.platforms.has(HARMONY)) return;
  const { default: registerHarmonyEts } = await import('@tarojs/plugin-platform-harmony-ets');
  registerHarmonyEts(ctx);
}
