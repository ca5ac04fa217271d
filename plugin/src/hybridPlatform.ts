import path from 'node:path';
import { HYBRID_APIS } from './hybridDefinition';
import { failure } from './message';
import type { TaroContext } from './taroContext';

/** The platform's name: `taro build --type harmony-hybrid`. */
export const HARMONY_HYBRID = 'harmony-hybrid';

/** What `@tarojs/taro` becomes in a build, and the name under which that finds what it was before. */
const FACADE = path.resolve(__dirname, 'hybrid/taro.js');
const PLATFORM_TARO = 'taro-harmony-socket/platform-taro$';

/** The part of webpack-chain's object that is used here. */
interface WebpackChain {
  resolve: { alias: { get(name: string): string | undefined; set(name: string, target: string): void } };
  module: {
    rule(name: string): { use(name: string): { tap(modify: (options: BabelOptions) => BabelOptions): void } };
  };
}

interface BabelOptions {
  plugins?: unknown[];
}

/** Options of Taro's Babel plugin, which answers `Taro.canIUse` in the build. */
interface ApiOptions {
  definition?: { apis?: object };
}

/** Puts the page's side of the sockets into builds for harmony-hybrid. */
export function provideHybridSockets(ctx: TaroContext): void {
  ctx.register({
    name: 'modifyWebpackChain',
    // The platform's own changes come first.
    stage: 1,
    fn: ({ chain }: { chain: WebpackChain }) => {
      if (ctx.runOpts?.options?.platform !== HARMONY_HYBRID) return;
      const { alias } = chain.resolve;
      const platformTaro = alias.get('@tarojs/taro');
      if (platformTaro === undefined) {
        throw failure(
          'the platform harmony-hybrid has set no alias for @tarojs/taro: this version of ' +
            '@tarojs/plugin-platform-harmony-hybrid is not supported'
        );
      }
      alias.set(PLATFORM_TARO, platformTaro);
      alias.set('@tarojs/taro', FACADE);
      chain.module.rule('script').use('babelLoader').tap(defineSockets);
    }
  });
}

/** Lets `Taro.canIUse` know the sockets. */
function defineSockets(options: BabelOptions): BabelOptions {
  return { ...options, plugins: options.plugins?.map(withSockets) ?? [] };
}

function withSockets(plugin: unknown): unknown {
  if (!Array.isArray(plugin)) return plugin;
  const [name, options] = plugin as [unknown, ApiOptions | undefined];
  if (options?.definition?.apis === undefined) return plugin;
  const { definition } = options;
  return [name, { ...options, definition: { ...definition, apis: { ...definition.apis, ...HYBRID_APIS } } }];
}
