import type { NodePath, PluginObj, PluginPass, types } from '@babel/core';
import { types as t } from '@babel/core';

/** Words that are names in sloppy code only. */
const RESERVED = [
  'implements',
  'interface',
  'let',
  'package',
  'private',
  'protected',
  'public',
  'static',
  'yield'
];

/** Names that a module finds without declaring them, besides what the engine has. */
const GIVEN = new Set(['module', 'exports', 'require', '__dirname', '__filename']);

/**
 * The directive that makes a whole module strict, behind comments. Each of these matches in one way only: a banner of slashes
 * that could be several comments would take for ever.
 */
const STRICT =
  /^(?:\s|\/\/[^\n\r]*(?=[\n\r]|$)|\/\*(?:[^*]|\*(?!\/))*\*\/|#![^\n\r]*(?=[\n\r]|$))*(['"])use strict\1/;

/** Whether a module's text may be sloppy: saves a look at those that surely are not. */
export function mayBeSloppy(code: string): boolean {
  return !/^(?:import|export)\b/m.test(code) && !STRICT.test(code);
}

/**
 * Babel's plugin for CommonJS of the time before strict code, which all code of an app is: variables that are assigned to
 * and declared nowhere are declared in their module, names that are words now get others, functions that call themselves
 * by `arguments.callee` get names, and those that are called without a receiver have the global object for one.
 */
export function strictCode(): PluginObj<PluginPass> {
  return {
    visitor: {
      Program(program, { file }) {
        const { sourceType, directives } = program.node;
        if (sourceType === 'module' || directives.some(({ value }) => value.value === 'use strict')) return;
        const undeclared = new Set<string>();
        let isChanged = false;
        const assign = (target: types.Node): void => {
          for (const name of Object.keys(t.getBindingIdentifiers(target))) {
            if (program.scope.hasGlobal(name) && !GIVEN.has(name) && !(name in globalThis))
              undeclared.add(name);
          }
        };
        program.traverse({
          AssignmentExpression: ({ node }) => assign(node.left),
          ForXStatement: ({ node }) => assign(node.left),
          UpdateExpression: ({ node }) => assign(node.argument),
          Scopable({ scope }) {
            for (const name of RESERVED.filter((each) => scope.hasOwnBinding(each))) {
              scope.rename(name);
              isChanged = true;
            }
          },
          MemberExpression(member) {
            const name = calleeName(member);
            if (name === undefined) return;
            member.replaceWith(t.identifier(name));
            isChanged = true;
          },
          ThisExpression(receiver) {
            if (!mayBeGlobal(receiver)) return;
            receiver.replaceWith(t.logicalExpression('??', receiver.node, t.identifier('globalThis')));
            receiver.skip();
            isChanged = true;
          }
        });
        if (undeclared.size > 0) {
          const declarators = [...undeclared].map((name) => t.variableDeclarator(t.identifier(name)));
          program.unshiftContainer('body', t.variableDeclaration('var', declarators));
          isChanged = true;
        }
        Object.assign(file.metadata, { isChanged });
      }
    }
  };
}

/** The name of the function that `arguments.callee` stands for, which gets one where it has none. */
function calleeName(member: NodePath<types.MemberExpression>): string | undefined {
  if (!member.matchesPattern('arguments.callee')) return undefined;
  const owner = member.findParent((each) => each.isFunction() && !each.isArrowFunctionExpression());
  if (owner?.isFunctionDeclaration() !== true && owner?.isFunctionExpression() !== true) return undefined;
  owner.node.id ??= owner.scope.generateUidIdentifier('callee');
  return owner.node.id.name;
}

/** Whether `this` stands in a sloppy function that is called without a receiver: by its name, on the spot, or by what it is handed to. */
function mayBeGlobal(receiver: NodePath<types.ThisExpression>): boolean {
  const owner = receiver.findParent((each) => each.isFunction() && !each.isArrowFunctionExpression());
  if (owner === null || receiver.isInStrictMode()) return false;
  if (owner.isFunctionExpression() && t.isCallExpression(owner.parent)) return true;
  const name = owner.isFunctionDeclaration() ? owner.node.id?.name : undefined;
  const uses = name === undefined ? [] : (owner.scope.getBinding(name)?.referencePaths ?? []);
  return uses.some(({ parent }) => t.isCallExpression(parent));
}
