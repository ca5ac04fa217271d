import { CALL, LISTEN } from '../../library/src/main/ets/hybrid/Protocol.ets';

/** The part that the shell `@hybrid/web-container` puts into its pages, as far as it is used here. */
interface MethodChannel {
  /**
   * Makes a decorator, which replaces a method by a call of the app's function of that name.
   *
   * @param mode `isAsync: false`: the call returns what the function returns; `autoRelease: false`: functions in its argument
   *   may be called again and again
   */
  jsBridgeMode: (mode: {
    isAsync: boolean;
    autoRelease: boolean;
  }) => (target: object, key: string, descriptor: PropertyDescriptor) => void;
}

/** The two functions of the app, each with one argument and what comes back for it: undefined where the app has none. */
export interface Shell {
  listen: (hello: object) => unknown;
  call: (request: object) => unknown;
}

/** The shell finds a function by its class and its name. A literal, because minifiers rename classes. */
const TARGET = { constructor: { name: 'NativeApi' } };

/** The shell that this page runs in; undefined outside of one. */
export function findShell(): Shell | undefined {
  const { MethodChannel: channel } = globalThis as { MethodChannel?: MethodChannel };
  if (channel === undefined) return undefined;
  return { listen: appFunction(channel, LISTEN), call: appFunction(channel, CALL) };
}

function appFunction(channel: MethodChannel, name: string): (argument: object) => unknown {
  const descriptor: TypedPropertyDescriptor<(argument: object) => unknown> = { value: () => undefined };
  channel.jsBridgeMode({ isAsync: false, autoRelease: name === CALL })(TARGET, name, descriptor);
  return descriptor.value ?? (() => undefined);
}
