import type { Pattern, Program } from 'estree';
import { walk } from 'estree-walker';
import MagicString from 'magic-string';

/** How an async arrow function with parameters begins; so does a call of a function `async`. */
const ASYNC_ARROW = /\basync\s*\(/;

/**
 * Says the names in patterns with defaults twice where an async arrow function has them as parameters: `async ({ a: a = 1 }) => a`.
 * That means the same, and DevEco's byte-code compiler refuses `async ({ a = 1 }) => a`, which it reads as a call at first.
 */
export function nameParameterDefaults(code: string, parse: (code: string) => Program): string {
  if (!ASYNC_ARROW.test(code)) return code;
  const named = new MagicString(code);
  walk(parse(code), {
    enter(node) {
      if (node.type === 'ArrowFunctionExpression' && node.async)
        node.params.forEach((each) => nameIn(each, named));
    }
  });
  return named.toString();
}

function nameIn(pattern: Pattern | null, named: MagicString): void {
  if (pattern?.type === 'AssignmentPattern') nameIn(pattern.left, named);
  if (pattern?.type === 'RestElement') nameIn(pattern.argument, named);
  if (pattern?.type === 'ArrayPattern') pattern.elements.forEach((each) => nameIn(each, named));
  if (pattern?.type !== 'ObjectPattern') return;
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') continue;
    const { key, shorthand, value } = property;
    nameIn(value, named);
    if (shorthand && key.type === 'Identifier' && value.type === 'AssignmentPattern')
      named.appendLeft((key as unknown as { start: number }).start, `${key.name}: `);
  }
}
