import type { CallExpression, Node, Program } from 'estree';
import { walk } from 'estree-walker';
import MagicString from 'magic-string';

/** A module whose code is to be changed. */
export interface Code {
  text: string;
  parse: (text: string) => Program;
  /** The schemas that are to be answered with true. */
  provided: ReadonlySet<string>;
}

/**
 * Answers `canIUse('createUDPSocket')` and its like in a module: Taro's compiler puts `false` in the place of each call with
 * a literal, whatever the app has at run time.
 *
 * @returns the code with `true` in the places of such calls; `undefined` if there are none
 */
export function answerCanIUse({ text, parse, provided }: Code): MagicString | undefined {
  if (!text.includes('canIUse')) return undefined;
  const program = parse(text);
  const names = taroNames(program);
  const answered = new MagicString(text);
  walk(program, {
    enter(node) {
      if (node.type !== 'CallExpression' || !isCanIUse(node.callee, names)) return;
      const [schema] = node.arguments;
      if (schema?.type !== 'Literal' || !provided.has(String(schema.value))) return;
      const { start, end } = node as unknown as { start: number; end: number };
      answered.overwrite(start, end, 'true');
    }
  });
  return answered.hasChanged() ? answered : undefined;
}

/** Under which names a module has Taro's default object, or all of it, and under which the function. */
interface TaroNames {
  objects: Set<string>;
  functions: Set<string>;
}

function taroNames(program: Program): TaroNames {
  const names: TaroNames = { objects: new Set(), functions: new Set() };
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration' || statement.source.value !== '@tarojs/taro') continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type !== 'ImportSpecifier') names.objects.add(specifier.local.name);
      else if (nameOf(specifier.imported) === 'canIUse') names.functions.add(specifier.local.name);
      else if (nameOf(specifier.imported) === 'default') names.objects.add(specifier.local.name);
    }
  }
  return names;
}

function isCanIUse(callee: CallExpression['callee'], { objects, functions }: TaroNames): boolean {
  if (callee.type === 'Identifier') return functions.has(callee.name);
  if (callee.type !== 'MemberExpression') return false;
  const { object, property, computed } = callee;
  if (object.type !== 'Identifier' || !objects.has(object.name)) return false;
  return computed === (property.type === 'Literal') && nameOf(property) === 'canIUse';
}

function nameOf(node: Node): string | undefined {
  return node.type === 'Identifier' ? node.name : node.type === 'Literal' ? String(node.value) : undefined;
}
