import type { PluginOptions as Options } from '../dist/options';

/** What Taro's config gets from Node: the plugin. Apps, which a bundler builds, get the library by the same name. */
declare function taroHarmonySocket(ctx: object, options?: Options): void;

declare namespace taroHarmonySocket {
  export { taroHarmonySocket as default };
}

export = taroHarmonySocket;
