import type { NodePath, PluginObj, types } from '@babel/core';
import { types as t } from '@babel/core';

const CREATE_REQUIRE = 'createRequire';
const REQUIRE = 'require';

/** Where `require` is a value, or is made; a look too many at a comment does no harm. */
const OTHER_REQUIRE = /\bcreateRequire\b|[=:?]\s*require\s*(?:[;,:}\n]|$)/;

/** Whether code may require by another name. */
export function mayRequireOtherwise(code: string): boolean {
  return OTHER_REQUIRE.test(code);
}

/**
 * Babel's plugin for code that requires by another name: what `createRequire(import.meta.url)` makes in ES modules, and `require`
 * itself in a constant, as what hides it from a bundler has it: `typeof __webpack_require__ === 'function' ? … : require`. They
 * get the name `require`, which the bundler follows.
 */
export function otherRequire(): PluginObj {
  return {
    visitor: {
      CallExpression(call) {
        if (!isCreated(call)) return;
        const parent = call.findParent(() => true);
        if (parent?.isVariableDeclarator() !== true || !rename(parent))
          call.replaceWith(t.identifier(REQUIRE));
      },
      VariableDeclarator(declarator) {
        if (isRequire(declarator.node.init) && !declarator.scope.hasBinding(REQUIRE, true))
          rename(declarator);
      }
    }
  };
}

/** Gives a constant the name `require`, unless the module exports it. @returns whether it has it */
function rename(declarator: NodePath<types.VariableDeclarator>): boolean {
  const { id } = declarator.node;
  const binding = t.isIdentifier(id) ? declarator.scope.getBinding(id.name) : undefined;
  if (binding?.constant !== true || binding.referencePaths.some(isExport)) return false;
  declarator.scope.rename(binding.identifier.name, REQUIRE);
  declarator.remove();
  return true;
}

function isExport(reference: NodePath): boolean {
  return reference.isExportNamedDeclaration() || t.isExportSpecifier(reference.parent);
}

/** Whether this is `require`, or that for all but another bundler. */
function isRequire(init: types.Expression | null | undefined): boolean {
  if (t.isConditionalExpression(init)) return isRequire(init.consequent) || isRequire(init.alternate);
  return t.isIdentifier(init, { name: REQUIRE });
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
