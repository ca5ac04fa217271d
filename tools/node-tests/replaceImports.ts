// The same for tests that are ES modules.
import type { InitializeHook, ResolveHook } from 'node:module';

interface Replacement {
  name: string;
  /** A URL. */
  folder: string;
}

let replacement: Replacement = { name: '', folder: '' };

export const initialize: InitializeHook<Replacement> = (data) => {
  replacement = data;
};

export const resolve: ResolveHook = (specifier, context, nextResolve) => {
  const isOurs =
    specifier.replace(/^node:/, '') === replacement.name &&
    context.parentURL?.startsWith(`${replacement.folder}/`) === true;
  return nextResolve(isOurs ? `taro-harmony-socket/${replacement.name}` : specifier, context);
};
