import type { NodePath, PluginObj, types } from '@babel/core';
import { types as t } from '@babel/core';

/** Node's name for what makes a `require` for an ES module. */
export const CREATE_REQUIRE = 'createRequire';

/**
 * Babel's plugin for ES modules that require by what `createRequire(import.meta.url)` makes: they get the name `require` for it, which
 * the bundler follows.
 */
export function createdRequire(): PluginObj {
  return {
    visitor: {
      CallExpression(call) {
        if (!isCreated(call)) return;
        const parent = call.findParent(() => true);
        if (parent?.isVariableDeclarator() === true && t.isIdentifier(parent.node.id)) {
          parent.scope.rename(parent.node.id.name, 'require');
          parent.remove();
        } else call.replaceWith(t.identifier('require'));
      }
    }
  };
}

/** Whether this calls `createRequire`, as `module` has it, for the module's own place. */
function isCreated(call: NodePath<types.CallExpression>): boolean {
  const callee = call.get('callee');
  const isModules = callee.isMemberExpression()
    ? t.isIdentifier(callee.node.property, { name: CREATE_REQUIRE })
    : callee.referencesImport('module', CREATE_REQUIRE) ||
      callee.referencesImport('node:module', CREATE_REQUIRE);
  const [place] = call.get('arguments');
  return isModules && place?.isMemberExpression() === true && t.isMetaProperty(place.node.object);
}
