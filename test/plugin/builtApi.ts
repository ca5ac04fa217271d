import { build, type Plugin } from 'esbuild';
import vm from 'node:vm';
import type { PrebuiltRuntime } from '../../tools/demo/headless/bundle.ts';

/** What a built app gets from its two ways to the sockets. */
export interface BuiltApi {
  /** `import Taro from '@tarojs/taro'` */
  defaultExport: TaroNames;
  /** `import { createUDPSocket } from '@tarojs/taro'` */
  namedExports: TaroNames;
  /** All that an app can import of `@tarojs/taro`. */
  facade: Record<string, unknown>;
  /** What Taro itself has written. */
  taro: Record<string, unknown>;
  /** `import { createUDPSocket } from 'taro-harmony-socket'` */
  library: SocketCreators & Record<'UDPSocket' | 'TCPSocket', new () => object>;
}

interface SocketCreators {
  createUDPSocket: () => object;
  createTCPSocket: () => object;
}

interface TaroNames extends SocketCreators {
  canIUse: (schema: unknown) => unknown;
}

/** What Taro's runtime takes from ArkUI while it is loaded. */
const ARKUI_GLOBALS = ['AppStorage', 'BorderStyle', 'CanvasRenderingContext2D', 'Observed', 'Track', 'px2vp'];

/** Loads the API modules of a Harmony build. System modules are stand-ins that take every call and answer nothing. */
export async function loadBuiltApi(output: string, prebuilt?: PrebuiltRuntime): Promise<BuiltApi> {
  const runtime = prebuilt?.prefix ?? './npm';
  const { outputFiles } = await build({
    stdin: {
      resolveDir: output,
      contents: `
        import defaultExport, { canIUse, createTCPSocket, createUDPSocket } from './npm/taro-harmony-socket/taro';
        import * as facade from './npm/taro-harmony-socket/taro';
        import * as taro from '${runtime}/@tarojs/taro';
        import * as library from './npm/taro-harmony-socket/index';
        api = { defaultExport, namedExports: { canIUse, createTCPSocket, createUDPSocket }, library, facade, taro };`
    },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'neutral',
    mainFields: ['main'],
    resolveExtensions: ['.ets', '.ts', '.js'],
    loader: { '.ets': 'ts' },
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
    ...(prebuilt && { alias: { [prebuilt.prefix]: prebuilt.folder } }),
    plugins: [systemModules]
  });
  const globals = Object.fromEntries(ARKUI_GLOBALS.map((name) => [name, echo]));
  const context: { api?: BuiltApi } & Record<string, unknown> = {
    ...globals,
    console,
    setTimeout,
    clearTimeout
  };
  vm.runInNewContext(outputFiles[0]?.text ?? '', context);
  if (context.api === undefined) throw new Error(`${output} did not load`);
  return context.api;
}

/** Stands in for classes, decorators and conversions alike. */
function echo<T>(value: T): T {
  return value;
}

const systemModules: Plugin = {
  name: 'system-modules',
  setup(bundler) {
    bundler.onResolve({ filter: /^@(ohos|system)\.|^lib.*\.so$/ }, ({ path }) => ({
      path,
      namespace: 'system'
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'system' }, () => ({
      contents: `
        const standIn = new Proxy(function () {}, {
          get: (_, name) => (name === '__esModule' ? undefined : name === Symbol.toPrimitive ? () => 0 : standIn),
          apply: () => standIn,
          construct: () => standIn
        });
        module.exports = standIn;`
    }));
  }
};
