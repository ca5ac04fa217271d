import path from 'node:path';
import { ensureInternetPermission } from './internetPermission';
import { PACKAGED_LIBRARY } from './libraryCopy';
import { provideHybridSockets } from './hybridPlatform';
import { inform } from './message';
import { deliverNativeLibraries, hasNativeLibraries, removeNativeLibraries } from './nativeCompanion';
import { createNodeModulesPlugins } from './nodeModules/nodeModulesPlugin';
import { completeOptions, type PluginOptions } from './options';
import { createOptionsSchema } from './optionsSchema';
import { harmonyCommand, registerHarmony } from './platform';
import type { CompilerContext, TaroContext } from './taroContext';
import { createVitePlugin } from './vitePlugin';

/** Taro's entry: `plugins: ['taro-harmony-socket']`. */
export default function taroHarmonySocket(ctx: TaroContext, given?: PluginOptions): void {
  ctx.addPluginOptsSchema((joi) => createOptionsSchema(joi, given));
  const { addInternetPermission, nativeCompanion, nodeModules, nodePackages } = completeOptions(given);

  // All plugins are set up by then, so it does not matter in which order the config lists them.
  ctx.onReady(() => registerHarmony(ctx));

  provideHybridSockets(ctx);

  ctx.modifyViteConfig(({ viteConfig, viteCompilerContext }) => {
    const command = harmonyCommand(ctx);
    if (!command) return;
    const { outputRoot: configured, chorePackagePrefix } = command.config;
    const outputRoot = path.resolve(configured);
    if (chorePackagePrefix) {
      inform(
        `harmony.chorePackagePrefix is set, so Taro's API comes from ${chorePackagePrefix} and keeps its own ` +
          "Taro.createUDPSocket() and Taro.createTCPSocket(); import { createUDPSocket } from 'taro-harmony-socket' works"
      );
    }
    ensureInternetPermission(outputRoot, addInternetPermission);
    provideLoaderMeta(viteCompilerContext);
    viteConfig.plugins ??= [];
    viteConfig.plugins.push(
      createVitePlugin({
        outputRoot,
        hasNetworkApi: !chorePackagePrefix,
        library: PACKAGED_LIBRARY,
        isNative: provideCompanion(outputRoot, nativeCompanion)
      }),
      ...createNodeModulesPlugins({ sources: ctx.paths.sourcePath, isWanted: nodeModules, nodePackages })
    );
  });
}

/** @returns whether the native library is part of the delivery */
function provideCompanion(outputRoot: string, isWanted: boolean): boolean {
  if (isWanted && hasNativeLibraries(PACKAGED_LIBRARY)) {
    const renewed = deliverNativeLibraries(PACKAGED_LIBRARY, outputRoot);
    if (renewed.length > 0) inform(`wrote the native companion for ${renewed.join(', ')}`);
    return true;
  }
  removeNativeLibraries(outputRoot);
  return false;
}

/**
 * Taro fills `loaderMeta` in `buildStart` hooks. In development mode one of them first loads a module and waits, and
 * Taro's style plugin reads `loaderMeta` while that module is transformed: the first build fails (and reports
 * "Cannot destructure property 'modifyResolveId' of 'loaderMeta'" from the clean-up). It is enough that it exists.
 */
function provideLoaderMeta(compiler: CompilerContext): void {
  compiler.loaderMeta ??= {};
}
