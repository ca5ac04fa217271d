import { transformAsync } from '@babel/core';
import type { Plugin } from 'vite' with { 'resolution-mode': 'import' };
import { resolvedPlugins } from '../resolvedPlugins';
import { fileOf } from './globals';
import { mayRequireOtherwise, otherRequire } from './otherRequire';
import { mayBeSloppy, strictCode } from './strictCode';

/** TypeScript, as only packages of a workspace have it, is left to the app's own settings. */
const JAVASCRIPT = /\.[cm]?jsx?$/;

/** A private name, or a static block; a look too many at a comment does no harm. */
const CLASS_FEATURE = /(?:^|[\s.;{}(!])#[\w$]|\bstatic\s*\{/m;

/** How bluebird finds out whether it may make functions of text, which HarmonyOS does not: it may where nothing is a browser's. */
const MAY_EVALUATE = 'canEvaluate = typeof navigator == "undefined"';

/** Together, as Babel wants them: a class whose fields are lowered cannot keep its private methods. */
const PLUGINS = [
  '@babel/plugin-transform-class-properties',
  '@babel/plugin-transform-private-methods',
  '@babel/plugin-transform-private-property-in-object',
  '@babel/plugin-transform-class-static-block'
].map((name) => require.resolve(name));

/** The name of Rollup's plugin for Babel. */
const SECOND_PASS = 'babel';

/** The plugin's hook by its type: Vite brings a Rollup of its own. */
type Transform = (this: unknown, code: string, id: string) => unknown;

function isTransform(hook: unknown): hook is Transform {
  return typeof hook === 'function';
}

/**
 * Takes private members out of the classes of modules that are made for Node, makes old ones strict code, and gives what requires by
 * another name that of `require`. `babel-preset-taro` always lowers fields, but private methods only where the app's browsers lack
 * them, and then ends the build with "Class private methods are not enabled": so it does with the `browserslist` of Taro's template.
 *
 * @param isForNode whether a file is one of this package's modules, or belongs to a package that is made for Node
 */
export function createLoweringPlugin(isForNode: (file: string) => boolean): Plugin {
  return {
    name: 'taro-harmony-socket:lowering',
    enforce: 'pre',
    configResolved(config) {
      for (const plugin of resolvedPlugins(config)) if (plugin.name === SECOND_PASS) spare(plugin, isForNode);
    },
    transform: {
      order: 'pre',
      async handler(source, id) {
        const file = fileOf(id);
        if (!JAVASCRIPT.test(file) || !isForNode(file)) return null;
        // Imports come in front of the first line, which names in programs what runs them.
        const code = source.replace(/^#!/, '//').replace(MAY_EVALUATE, 'canEvaluate = false');
        const same = code === source ? null : { code, map: null };
        const hasFeature = CLASS_FEATURE.test(code);
        const isSloppy = mayBeSloppy(code);
        const isRequiring = mayRequireOtherwise(code);
        if (!hasFeature && !isSloppy && !isRequiring) return same;
        const lowered = await transformAsync(code, {
          filename: file,
          configFile: false,
          babelrc: false,
          sourceType: 'unambiguous',
          sourceMaps: true,
          compact: false,
          parserOpts: { plugins: ['jsx'] },
          plugins: [
            ...(isSloppy ? [strictCode] : []),
            ...(isRequiring ? [otherRequire] : []),
            ...(hasFeature ? PLUGINS : [])
          ]
        });
        const { isChanged = false } = (lowered?.metadata ?? {}) as { isChanged?: boolean };
        if (!hasFeature && !isChanged && !isRequiring) return same;
        return lowered && { code: lowered.code ?? code, map: JSON.stringify(lowered.map) };
      }
    }
  };
}

/**
 * Taro lowers each module twice with the same settings of the app: as it was written, and again what Vite made of it. The second
 * time finds nothing in modules that are made for Node, and takes as long.
 */
function spare(secondPass: Plugin, isForNode: (file: string) => boolean): void {
  const { transform } = secondPass as { transform?: unknown };
  // A plugin of the app's that happens to have the name may be made otherwise.
  if (!isTransform(transform)) return;
  secondPass.transform = function (code, id) {
    return isForNode(fileOf(id)) ? null : (transform.call(this, code, id) as null);
  };
}
