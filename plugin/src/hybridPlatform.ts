import path from 'node:path';
import { API_GROUPS, type GroupName } from './apiGroups';
import { type ApiMembers, withSchemas } from './hybridDefinition';
import { MissingModules } from './missingModules';
import { failure } from './message';
import { providedSchemas } from './providedApi';
import type { TaroContext } from './taroContext';

/** The platform's name: `taro build --type harmony-hybrid`. */
export const HARMONY_HYBRID = 'harmony-hybrid';

/** What `@tarojs/taro` becomes in a build, and the name under which that finds what it was before. */
const FACADE = path.resolve(__dirname, 'hybrid/taro.js');
const PLATFORM_TARO = 'taro-harmony-socket/platform-taro$';
/** The names under which the facade finds the groups of functions: this package's, or Taro's own where an option says so. */
const GROUP_PREFIX = 'taro-harmony-socket/page-group/';

/** The part of webpack-chain's object that is used here. */
interface WebpackChain {
  plugin(name: string): { use(plugin: new () => object): void };
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
  definition?: { apis?: ApiMembers };
}

/** Puts the page's side of the sockets, and of these groups of functions, into builds for harmony-hybrid. */
export function provideHybridSockets(ctx: TaroContext, groups: readonly GroupName[]): void {
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
      for (const name of Object.keys(API_GROUPS) as GroupName[]) {
        const file = groups.includes(name) ? `${name}.js` : `platform/${name}.js`;
        alias.set(`${GROUP_PREFIX}${name}$`, path.resolve(__dirname, 'hybrid', file));
      }
      chain.plugin('taroHarmonySocketMissingModules').use(MissingModules);
      const schemas = providedSchemas(groups);
      chain.module
        .rule('script')
        .use('babelLoader')
        .tap((options) => defineApis(options, schemas));
    }
  });
}

/** Lets `Taro.canIUse` know what this package gives. */
function defineApis(options: BabelOptions, schemas: ReadonlySet<string>): BabelOptions {
  return { ...options, plugins: options.plugins?.map((plugin) => withApis(plugin, schemas)) ?? [] };
}

function withApis(plugin: unknown, schemas: ReadonlySet<string>): unknown {
  if (!Array.isArray(plugin)) return plugin;
  const [name, options] = plugin as [unknown, ApiOptions | undefined];
  if (options?.definition?.apis === undefined) return plugin;
  const { definition } = options;
  const apis = withSchemas(options.definition.apis, schemas);
  return [name, { ...options, definition: { ...definition, apis } }];
}
