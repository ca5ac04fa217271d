import path from 'node:path';
import { enabledGroups } from './apiGroups';
import { makeViteWait } from './awaitedViteConfig';
import { BuildCheck } from './check/checkBuild';
import { makeFolderPagesOrdinary } from './folderPages';
import { leaveOutHtml } from './htmlPlugin';
import { provideHybridSockets } from './hybridPlatform';
import { PACKAGED_LIBRARY } from './libraryCopy';
import { end } from './message';
import { createNodeModulesPlugins } from './nodeModules/nodeModulesPlugin';
import { completeOptions, type PluginOptions } from './options';
import { createOptionsSchema, describeInvalid } from './optionsSchema';
import { nameUnservedPlatform } from './otherPlatforms';
import { harmonyCommand, isForNativeApp, makesComponents, registerHarmony } from './platform';
import { emptyOutput } from './project/emptiedOutput';
import { completeEntryModule } from './project/entryModule';
import { addNetworkPermissions, ensureInternetPermission } from './project/permissions';
import { provideCompanion } from './project/nativeCompanion';
import { OhPackage } from './project/ohPackage';
import type { CompilerContext, TaroContext } from './taroContext';
import { createVitePlugin } from './vitePlugin';

/** Taro's entry: `plugins: ['taro-harmony-socket']`. */
export default function taroHarmonySocket(ctx: TaroContext, given?: PluginOptions): void {
  ctx.addPluginOptsSchema((joi) => {
    const schema = createOptionsSchema(joi);
    const invalid = describeInvalid(schema, given, ctx.paths.configPath);
    if (invalid !== undefined) end(invalid);
    return schema;
  });
  const options = completeOptions(given);

  // All plugins are set up by then, so it does not matter in which order the config lists them.
  ctx.onReady(() => registerHarmony(ctx));

  // By then the config is complete, and Taro has not yet emptied the output's folder.
  ctx.onBuildStart(() => {
    nameUnservedPlatform(ctx);
    const command = harmonyCommand(ctx);
    if (command) emptyOutput(command.config, isForNativeApp(command));
  });

  provideHybridSockets(ctx, enabledGroups(options));

  makeViteWait(ctx);

  ctx.modifyViteConfig(({ viteConfig, viteCompilerContext: compiler }) => {
    const command = harmonyCommand(ctx);
    if (!command) return;
    const outputRoot = path.resolve(command.config.outputRoot);
    ensureInternetPermission(outputRoot, options.addInternetPermission);
    if (options.addNetworkPermissions) addNetworkPermissions(outputRoot);
    provideLoaderMeta(compiler);
    makeFolderPagesOrdinary(ctx, compiler);
    leaveOutHtml(compiler);
    const ohPackage = new OhPackage(outputRoot);
    const modifyHostPackage = compiler.modifyHostPackage.bind(compiler);
    compiler.modifyHostPackage = (...dependencies) =>
      ohPackage.keepLayout(() => modifyHostPackage(...dependencies));
    const check = new BuildCheck(path.resolve(command.config.projectPath), command.config.hapName);
    const { isWatch } = compiler.taroConfig;
    const hasPages = !makesComponents(command);
    // The platform harmony_cpp brings the prebuilt runtime when all else is written; a build that watches has it by then.
    if (hasPages && !isWatch) ctx.onBuildComplete(() => check.run());
    viteConfig.plugins ??= [];
    viteConfig.plugins.push(
      ...createVitePlugin({
        outputRoot,
        chorePackagePrefix: command.config.chorePackagePrefix,
        compiler,
        library: PACKAGED_LIBRARY,
        isNative: provideCompanion(PACKAGED_LIBRARY, outputRoot, ohPackage, options.nativeCompanion),
        groups: enabledGroups(options),
        hasPages,
        onWritten() {
          if (!hasPages) return;
          if (options.completeEntryModule) completeEntryModule(outputRoot, `${compiler.app.name}.ets`);
          if (isWatch) check.run();
        }
      }),
      ...createNodeModulesPlugins({
        sources: ctx.paths.sourcePath,
        isWanted: options.nodeModules,
        nodePackages: options.nodePackages
      })
    );
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
