// A loader hook: what plugin/node/ imports as `stream` is the package readable-stream.
import type { ResolveHook } from 'node:module';

export const resolve: ResolveHook = (specifier, context, nextResolve) => {
  const isOurs = specifier === 'stream' && context.parentURL?.includes('/plugin/node/net/') === true;
  return nextResolve(isOurs ? 'readable-stream' : specifier, context);
};
