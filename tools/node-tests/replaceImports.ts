// The same for tests that are ES modules.
import type { InitializeHook, ResolveHook } from 'node:module';

interface Replacement {
  names: readonly string[];
  /** A URL. */
  folder: string;
}

let replacement: Replacement = { names: [], folder: '' };

export const initialize: InitializeHook<Replacement> = (data) => {
  replacement = data;
};

export const resolve: ResolveHook = (specifier, context, nextResolve) => {
  const name = specifier.replace(/^node:/, '');
  const isOurs =
    replacement.names.includes(name) && context.parentURL?.startsWith(`${replacement.folder}/`) === true;
  return nextResolve(isOurs ? `taro-harmony-socket/${name}` : specifier, context);
};
