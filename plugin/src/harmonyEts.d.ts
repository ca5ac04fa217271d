// The package's own typings are no module, so that they cannot be imported.
declare module '@tarojs/plugin-platform-harmony-ets' {
  import type { IPluginContext } from '@tarojs/service';

  /** Registers the platform `harmony`, that is `HarmonyOS_ArkTS`, and completes its part of the config. */
  export default function registerHarmonyEts(ctx: IPluginContext): void;
}
