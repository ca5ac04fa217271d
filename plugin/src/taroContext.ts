import type { IPluginContext } from '@tarojs/service';
import type { InlineConfig } from 'vite' with { 'resolution-mode': 'import' };

/** Taro's plugin context, typed where Taro leaves it untyped and this plugin uses it. */
export interface TaroContext extends IPluginContext {
  /** The running command; some have no options. */
  runOpts: RunOptions | undefined;
  /** Called when all plugins are set up, before the command starts. */
  onReady(listener: () => void): void;
  modifyViteConfig(modify: (args: ViteHookArguments) => void): void;
}

export interface RunOptions {
  /** The words of the command line: `build`, and `native-components` behind it. */
  _?: readonly string[];
  options?: { platform?: string; blended?: boolean; args?: { pure?: unknown } };
  /** The config of the platform that is built, complete when `modifyViteConfig` hooks run. */
  config: HarmonyConfig;
}

export interface HarmonyConfig {
  /** Webpack if it is absent. */
  compiler?: string | { type?: string };
  /** The DevEco project; relative to the working directory if the app's config has it so. */
  projectPath: string;
  /** The folder of the module that is built into, from the project's. */
  hapName: string;
  /** `<projectPath>/<hapName>/src/main/ets`; relative to the working directory if `projectPath` is. */
  outputRoot: string;
  /** What the build does with `outputRoot` before it writes into it: by default it removes all that is there. */
  output?: { clean?: boolean | { keep?: KeptFolder | KeptFolder[] } };
  /** Package that holds Taro's runtime, which is then not written into the output. */
  chorePackagePrefix?: string;
}

/** What the hook of a platform gets, which makes the build. */
export interface PlatformHookArguments {
  config: {
    /** Calls the `modifyViteConfig` hooks of all plugins, one after the other. */
    modifyViteConfig(viteConfig: InlineConfig, ...more: readonly object[]): Promise<void>;
  };
}

/** A folder directly in `outputRoot`: a part of its path, or what matches that. */
export type KeptFolder = string | RegExp;

export interface ViteHookArguments {
  viteConfig: InlineConfig;
  viteCompilerContext: CompilerContext;
}

export interface CompilerContext {
  /** What framework and platform plugins leave for Taro's code generators; made in `buildStart` hooks. */
  loaderMeta?: object;
  app: { name: string };
  /** Absolute path of the app's sources. */
  sourceDir: string;
  pages: PageMeta[];
  /** Writes dependencies into the module's `oh-package.json5`, without its comments. @returns what it says then */
  modifyHostPackage(...dependencies: object[]): unknown;
  taroConfig: {
    isWatch?: boolean;
    /** What the app's ability imports for what it does. */
    runtimePath?: string | string[];
  };
}

export interface PageMeta {
  /** As the app's configuration has it, from the folder of sources. */
  name: string;
  /** Whether it is written in ArkTS. */
  isNative: boolean;
  config?: { entryOption?: object | false };
  /** Whether, and how, the generated page is an entry (`@Entry`). */
  entryOption?: object | false;
}
