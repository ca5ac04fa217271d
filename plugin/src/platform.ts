import type { IPluginContext } from '@tarojs/service';

/** The platform's name: `taro build --type harmony`. */
export const HARMONY = 'harmony';

/** Registers Taro's own Harmony platform (`HarmonyOS_ArkTS`) unless a plugin of the app's config has done so. */
export function registerHarmony(ctx: IPluginContext): void {
  if (ctx.platforms.has(HARMONY)) return;
  const harmonyEts: (ctx: IPluginContext) => void = require('@tarojs/plugin-platform-harmony-ets');
  harmonyEts(ctx);
}
