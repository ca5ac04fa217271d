import type { Expression, Function, Node, Pattern, Program, UnaryExpression } from 'estree';
import { walk } from 'estree-walker';
import MagicString from 'magic-string';
import {
  ACCESSOR_KEYWORD,
  HALF_KEYWORD,
  MAY_BE_REFUSED,
  POINT_NUMBER,
  YIELD_KEYWORD
} from './refusedPatterns';

type ObjectPattern = Extract<Pattern, { type: 'ObjectPattern' }>;

/** The same, with what the check does not name. */
const MAY_BE_SAID = new RegExp(`${MAY_BE_REFUSED.source}|\\$\\{|\\bthis\\b`);

/**
 * Says in other words, which mean the same, what DevEco's byte-code compiler refuses of packages' code, or reads otherwise;
 * all of it stands in docs/deveco-check.md.
 */
export function sayForByteCode(code: string, parse: (code: string) => Program): string {
  if (!MAY_BE_SAID.test(code)) return code;
  const said = new MagicString(code);
  /** Patterns that are read as objects at first, as their function is as a call. */
  const readAsObjects = new Set<Node>();
  /** What tags get is no text. */
  const tagged = new Set<Node>();
  walk(parse(code), {
    enter(node) {
      if (node.type === 'ArrowFunctionExpression' && node.async)
        for (const each of node.params.flatMap(objectPatternsIn)) readAsObjects.add(each);
      if (isFunction(node)) mentionThis(node, said);
      if (node.type === 'ObjectPattern') nameDefaults(node, readAsObjects.has(node), said);
      // Keywords are refused there; which ones need not be known.
      if (node.type === 'Property' && node.method && isAsync(node.value) && !node.computed)
        quote(node.key, said);
      if (node.type === 'PropertyDefinition' && !node.computed && isAccessor(node.key)) quote(node.key, said);
      if (node.type === 'LabeledStatement' && node.body.type === 'TryStatement')
        surround(node.body, '{', '}', said);
      if (node.type === 'ForStatement' && node.init && YIELD_KEYWORD.test(textOf(node.init, said)))
        surround(node.init, '(', ')', said);
      if (node.type === 'LogicalExpression' && node.operator === '&&' && isUnion(node.right))
        enclose(node.right, placeOf(node.left).end, said);
      if (node.type === 'UnaryExpression' && node.operator === 'delete') deleteOfChain(node, said);
      if (node.type === 'TaggedTemplateExpression') tagged.add(node.quasi);
      if (node.type === 'TemplateLiteral' && !tagged.has(node))
        for (const each of node.expressions) if (mayBeObject(each)) concatenate(each, said);
      if (node.type === 'MemberExpression' && !node.computed && isPointNumber(node.object))
        // The number may come directly behind a word.
        said.appendLeft(placeOf(node.object).start, ' 0');
    }
  });
  return said.toString();
}

function objectPatternsIn(pattern: Pattern | null): ObjectPattern[] {
  if (pattern?.type === 'AssignmentPattern') return objectPatternsIn(pattern.left);
  if (pattern?.type === 'RestElement') return objectPatternsIn(pattern.argument);
  if (pattern?.type === 'ArrayPattern') return pattern.elements.flatMap(objectPatternsIn);
  if (pattern?.type !== 'ObjectPattern') return [];
  const values = pattern.properties.map((each) => (each.type === 'RestElement' ? each : each.value));
  return [pattern, ...values.flatMap(objectPatternsIn)];
}

function isFunction(node: Node): node is Function {
  return /^(?:ArrowFunctionExpression|FunctionExpression|FunctionDeclaration)$/.test(node.type);
}

/** What arrow functions and their defaults take for `this` is another value there unless an arrow function in the body has it, too. */
function mentionThis({ type, params, body }: Function, said: MagicString): void {
  if (!params.some((each) => hasThis(each, type === 'ArrowFunctionExpression'))) return;
  if (body.type === 'BlockStatement') said.appendLeft(placeOf(body).end - 1, ';()=>this');
  else surround(body, '(()=>this,', ')', said);
}

/** @param isInArrow whether `this` is that of an arrow function */
function hasThis(node: Node, isInArrow: boolean): boolean {
  let found = false;
  walk(node, {
    enter(this: { skip: () => void }, each) {
      if (each.type === 'ThisExpression') found ||= isInArrow;
      else if (each.type === 'ArrowFunctionExpression' && !isInArrow) found ||= hasThis(each, true);
      else if (!isFunction(each) && !/^Class/.test(each.type)) return;
      if (each.type !== 'ArrowFunctionExpression' || !isInArrow) this.skip();
    }
  });
  return found;
}

/** @param areAll whether all are refused, and not only those whose names are half keywords */
function nameDefaults({ properties }: ObjectPattern, areAll: boolean, said: MagicString): void {
  for (const property of properties) {
    if (property.type === 'RestElement' || !property.shorthand) continue;
    const { key, value } = property;
    if (
      value.type === 'AssignmentPattern' &&
      key.type === 'Identifier' &&
      (areAll || HALF_KEYWORD.test(key.name))
    )
      said.appendLeft(placeOf(key).start, `${key.name}: `);
  }
}

function quote(key: Node, said: MagicString): void {
  if (key.type === 'Identifier') said.update(placeOf(key).start, placeOf(key).end, `'${key.name}'`);
}

/** `&&` and `|` bind equally there: `a && b | c` is `(a && b) | c`. */
function isUnion(node: Node): boolean {
  return node.type === 'BinaryExpression' && node.operator === '|';
}

/** @param from where what stands before the expression begins: an operator, and maybe a parenthesis */
function enclose(expression: Node, from: number, said: MagicString): void {
  const isEnclosed = said.original.slice(from, placeOf(expression).start).includes('(');
  if (!isEnclosed) surround(expression, '(', ')', said);
}

/** It leaves the property there, and gives true. */
function deleteOfChain({ argument, ...deletion }: UnaryExpression, said: MagicString): void {
  if (argument.type !== 'ChainExpression' || argument.expression.type !== 'MemberExpression') return;
  const { object, property, computed, optional } = argument.expression;
  const key = textOf(property, said);
  if (/\b(?:await|yield)\b/.test(key)) return;
  let name = 'o';
  while (computed && key.includes(name)) name += 'o';
  const chain = placeOf(argument);
  const whole = placeOf(deletion as Node);
  const dot = said.original.indexOf(optional ? '?.' : computed ? '[' : '.', placeOf(object).end);
  // What begins with a bracket would go on with the line before.
  said
    .update(whole.start, chain.start, '!![')
    .appendLeft(dot, `].every(${name}=>${name}==null||delete ${name}`);
  if (optional) said.update(dot, dot + 2, computed ? '' : '.');
  if (whole.end > chain.end) said.remove(chain.end, whole.end);
  said.appendLeft(chain.end, ')');
}

/** Whether it may have a valueOf, which is asked there in place of toString. */
function mayBeObject({ type }: Expression): boolean {
  return !/^(?:Literal|TemplateLiteral|(?:Binary|Unary|Update)Expression)$/.test(type);
}

function concatenate(expression: Expression, said: MagicString): void {
  const [opening, closing] = expression.type === 'SequenceExpression' ? ['((', '))'] : ['(', ')'];
  surround(expression, `''.concat${opening}`, closing, said);
}

function surround(node: Node, opening: string, closing: string, said: MagicString): void {
  const { start, end } = placeOf(node);
  said.appendLeft(start, opening).appendRight(end, closing);
}

function textOf(node: Node, said: MagicString): string {
  const { start, end } = placeOf(node);
  return said.original.slice(start, end);
}

function isAccessor(key: Node): boolean {
  return key.type === 'Identifier' && ACCESSOR_KEYWORD.test(key.name);
}

function isAsync(value: Node): boolean {
  return value.type === 'FunctionExpression' && value.async === true;
}

function isPointNumber(node: Node): boolean {
  return node.type === 'Literal' && typeof node.value === 'number' && POINT_NUMBER.test(node.raw ?? '');
}

function placeOf(node: Node): { start: number; end: number } {
  return node as unknown as { start: number; end: number };
}
