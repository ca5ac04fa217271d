import { createRequire } from 'node:module';
import path from 'node:path';
import { end, warn } from './message';
import { describeReact } from './reactVersion';
import type { RunOptions, TaroContext } from './taroContext';

/** `taro build --type harmony`: Taro's ArkTS scheme, whose platform this plugin registers. */
const HARMONY = 'harmony';
/** `taro build --type harmony_cpp`: Taro's C-API scheme, whose own plugin registers it. */
const HARMONY_CPP = 'harmony_cpp';
/** The platforms whose builds this plugin changes. */
export const HARMONY_PLATFORMS: readonly string[] = [HARMONY, HARMONY_CPP];

const HARMONY_CPP_PLUGIN = '@tarojs/plugin-platform-harmony-cpp';

const HARMONY_ETS = '@tarojs/plugin-platform-harmony-ets';
/** The newest version on npm; Taro's own version may have none. */
const HARMONY_ETS_VERSION = '4.2.0';

/** The running command if it is for a platform that this plugin builds for. */
export function harmonyCommand(ctx: TaroContext): RunOptions | undefined {
  return HARMONY_PLATFORMS.includes(platformOf(ctx) ?? '') ? ctx.runOpts : undefined;
}

/** Whether a build makes a part of a native app, which has abilities and pages of its own. */
export function isForNativeApp(command: RunOptions): boolean {
  return command.options?.blended === true || makesComponents(command);
}

/** Whether a build makes components that a native app shows, and no pages: `taro build native-components`, or `--pure`. */
export function makesComponents({ _: words = [], options }: RunOptions): boolean {
  return words[1] === 'native-components' || Boolean(options?.args?.pure);
}

/** The platform of the running command, `undefined` for a command without. */
export function platformOf(ctx: TaroContext): string | undefined {
  return ctx.runOpts?.options?.platform;
}

/**
 * Registers Taro's own platform `harmony` (`HarmonyOS_ArkTS`) when it is to be built, unless a plugin of the app's config has
 * done so. Of `harmony_cpp` only that plugin can do it.
 */
export function registerHarmony(ctx: TaroContext): void {
  if (platformOf(ctx) === HARMONY_CPP && !ctx.platforms.has(HARMONY_CPP)) {
    end(
      `${HARMONY_CPP} is the platform of ${HARMONY_CPP_PLUGIN}, which is not among the plugins of Taro's config`
    );
  }
  if (platformOf(ctx) !== HARMONY) return;
  const { framework = 'react' } = ctx.initialConfig;
  if (framework !== 'react') {
    end(
      `${HARMONY_ETS} builds React apps only, and this app's framework is ${framework} (Taro's config): build it for harmony-hybrid, ` +
        'which takes Vue 3 and Preact, too'
    );
  }
  const unfit = describeReact(ctx.paths.appPath);
  if (unfit !== undefined) warn(unfit);
  if (!ctx.platforms.has(HARMONY)) loadHarmonyEts(ctx.paths.appPath)(ctx);
}

type RegisterPlatform = (ctx: TaroContext) => void;

/** As the app has it, or else as this package has it. */
function loadHarmonyEts(appPath: string): RegisterPlatform {
  for (const base of [path.join(appPath, 'package.json'), __filename]) {
    const require = createRequire(base);
    try {
      return (require(HARMONY_ETS) as { default: RegisterPlatform }).default;
    } catch (error) {
      if (!isNotInstalled(error)) throw error;
    }
  }
  return end(
    `${HARMONY_ETS} is not installed: npm install --save-dev ${HARMONY_ETS}@${HARMONY_ETS_VERSION} ` +
      `(pnpm add --save-dev, yarn add --dev)`
  );
}

function isNotInstalled(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'MODULE_NOT_FOUND' &&
    error.message.includes(`'${HARMONY_ETS}'`)
  );
}
