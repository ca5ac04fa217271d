import type { Node, Pattern, Program } from 'estree';
import { walk } from 'estree-walker';
import MagicString from 'magic-string';

/** Code that has nothing to say otherwise does not match. */
const MAY_HAVE = /\basync\b|\b[gs]et\s*[=;}\n]|:\s*try\b|(?<!\d)\.\d+\s*\./;
const ACCESSOR = /^[gs]et$/;
const ACCESSOR_OR_ASYNC = /^(?:async|get|set)$/;

/**
 * Says in other words, which mean the same, what DevEco's byte-code compiler refuses of packages' code; all of it stands in
 * docs/deveco-check.md.
 */
export function sayForByteCode(code: string, parse: (code: string) => Program): string {
  if (!MAY_HAVE.test(code)) return code;
  const said = new MagicString(code);
  walk(parse(code), {
    enter(node) {
      // Such a function is read as a call at first.
      if (node.type === 'ArrowFunctionExpression' && node.async)
        node.params.forEach((each) => nameIn(each, said));
      if (node.type === 'ObjectPattern') nameAccessors(node, said);
      // Keywords are refused there; which ones need not be known.
      if (node.type === 'Property' && node.method && isAsync(node.value) && !node.computed)
        quote(node.key, said);
      if (node.type === 'PropertyDefinition' && !node.computed && isNamed(node.key, ACCESSOR))
        quote(node.key, said);
      if (node.type === 'LabeledStatement' && node.body.type === 'TryStatement')
        said.appendLeft(placeOf(node.body).start, '{').appendRight(placeOf(node.body).end, '}');
      if (node.type === 'MemberExpression' && !node.computed && isPointNumber(node.object))
        // The number may come directly behind a word.
        said.appendLeft(placeOf(node.object).start, ' 0');
    }
  });
  return said.toString();
}

function nameIn(pattern: Pattern | null, said: MagicString): void {
  if (pattern?.type === 'AssignmentPattern') nameIn(pattern.left, said);
  if (pattern?.type === 'RestElement') nameIn(pattern.argument, said);
  if (pattern?.type === 'ArrayPattern') pattern.elements.forEach((each) => nameIn(each, said));
  if (pattern?.type !== 'ObjectPattern') return;
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') continue;
    nameIn(property.value, said);
    // Those are named in all patterns.
    if (!isNamed(property.key, ACCESSOR_OR_ASYNC)) nameDefault(property, said);
  }
}

function nameAccessors({ properties }: ObjectPattern, said: MagicString): void {
  for (const property of properties)
    if (property.type === 'Property' && isNamed(property.key, ACCESSOR_OR_ASYNC)) nameDefault(property, said);
}

type ObjectPattern = Extract<Pattern, { type: 'ObjectPattern' }>;
type PatternProperty = Extract<ObjectPattern['properties'][number], { type: 'Property' }>;

function nameDefault({ key, shorthand, value }: PatternProperty, said: MagicString): void {
  if (shorthand && key.type === 'Identifier' && value.type === 'AssignmentPattern')
    said.appendLeft(placeOf(key).start, `${key.name}: `);
}

function quote(key: Node, said: MagicString): void {
  if (key.type === 'Identifier') said.update(placeOf(key).start, placeOf(key).end, `'${key.name}'`);
}

function isNamed(key: Node, names: RegExp): boolean {
  return key.type === 'Identifier' && names.test(key.name);
}

function isAsync(value: Node): boolean {
  return value.type === 'FunctionExpression' && value.async === true;
}

function isPointNumber(node: Node): boolean {
  return node.type === 'Literal' && typeof node.value === 'number' && /^\.[\d_]+$/.test(node.raw ?? '');
}

function placeOf(node: Node): { start: number; end: number } {
  return node as unknown as { start: number; end: number };
}
