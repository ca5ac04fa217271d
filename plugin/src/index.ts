import type { IPluginContext } from '@tarojs/service';
import path from 'node:path';
import type { InlineConfig } from 'vite' with { 'resolution-mode': 'import' };
import { ensureInternetPermission } from './internetPermission';
import { PACKAGED_LIBRARY } from './libraryCopy';
import { inform } from './message';
import { completeOptions, createOptionsSchema, type PluginOptions } from './options';
import { HARMONY, registerHarmony } from './platform';
import { createVitePlugin } from './vitePlugin';

/** The part of Taro's compiler context that this plugin touches. */
interface CompilerContext {
  loaderMeta?: object;
}

/** The options of the running command that this plugin reads. */
interface RunOptions {
  options?: { platform?: string };
  config: { outputRoot: string; chorePackagePrefix?: string };
}

/** Taro's entry: `plugins: ['taro-harmony-socket']`. */
export default function taroHarmonySocket(ctx: IPluginContext, given?: Partial<PluginOptions>): void {
  ctx.addPluginOptsSchema((joi) => createOptionsSchema(joi, given));
  const options = completeOptions(given);

  // All plugins are set up by then, so it does not matter in which order the config lists them.
  ctx.onReady(() => registerHarmony(ctx));

  ctx.modifyViteConfig(({ viteConfig, viteCompilerContext }) => {
    const { options: command, config }: RunOptions = ctx.runOpts;
    if (command?.platform !== HARMONY) return;
    const outputRoot = path.resolve(config.outputRoot);
    if (config.chorePackagePrefix) {
      inform(
        `harmony.chorePackagePrefix is set, so Taro's API comes from ${config.chorePackagePrefix} and keeps its own ` +
          "Taro.createUDPSocket() and Taro.createTCPSocket(); import { createUDPSocket } from 'taro-harmony-socket' works"
      );
    }
    ensureInternetPermission(outputRoot, options.addInternetPermission);
    provideLoaderMeta(viteCompilerContext);
    const { plugins = [] }: InlineConfig = viteConfig;
    plugins.push(
      createVitePlugin({ outputRoot, hasNetworkApi: !config.chorePackagePrefix, library: PACKAGED_LIBRARY })
    );
    viteConfig.plugins = plugins;
  });
}

/**
 * Taro fills `loaderMeta` in `buildStart` hooks. In development mode one of them first loads a module and waits, and
 * Taro's style plugin reads `loaderMeta` while that module is transformed: the first build fails (and reports
 * "Cannot destructure property 'modifyResolveId' of 'loaderMeta'" from the clean-up). It is enough that it exists.
 */
function provideLoaderMeta(compiler: CompilerContext): void {
  compiler.loaderMeta ??= {};
}
