import ts from 'ohos-typescript';
import { forEachNode, isCall, lineOf, nameOf, parseEts } from './etsSyntax.ts';

/** A `$r(…)` in the code. */
export interface ResourceUse {
  line: number;
  /** `app.string.port`; undefined if it is not written out, which DevEco refuses. */
  name: string | undefined;
  /** How many values it gives for placeholders. */
  values: number;
}

/** What an `.ets` file says of resources, and what it says to people without one. */
export interface ResourceUses {
  uses: ResourceUse[];
  /** Texts with letters in them that are shown as they stand. */
  texts: { line: number; text: string }[];
}

/** Components whose first argument people read. */
const TEXT_COMPONENTS = new Set(['Text', 'Button']);
/** Options and attributes that people read or hear. */
const TEXT_OPTIONS = new Set(['placeholder', 'label', 'heading', 'text', 'summary', 'detail']);
const TEXT_ATTRIBUTES = new Set(['title', 'accessibilityText', 'accessibilityDescription']);

export function resourceUses(file: string): ResourceUses {
  const found: ResourceUses = { uses: [], texts: [] };
  forEachNode(parseEts(file), (node) => {
    if (ts.isCallExpression(node) && nameOf(node.expression) === '$r') {
      const [first] = node.arguments;
      const name = first !== undefined && ts.isStringLiteral(first) ? first.text : undefined;
      found.uses.push({ line: lineOf(node), name, values: node.arguments.length - 1 });
    }
    const shown = shownExpression(node);
    const text = shown === undefined ? '' : writtenText(shown);
    if (/\p{L}/u.test(text)) found.texts.push({ line: lineOf(node), text });
  });
  return found;
}

/** What people get to see or hear because of this node alone. */
function shownExpression(node: ts.Node): ts.Expression | undefined {
  if (isCall(node)) {
    const name = nameOf(node.expression);
    const isAttribute = ts.isPropertyAccessExpression(node.expression) && TEXT_ATTRIBUTES.has(name);
    return isAttribute || TEXT_COMPONENTS.has(name) ? node.arguments[0] : undefined;
  }
  const isOption = ts.isPropertyAssignment(node) && TEXT_OPTIONS.has(node.name.getText());
  return isOption ? node.initializer : undefined;
}

/** The letters of a literal, or of the fixed parts of a template. */
function writtenText(expression: ts.Expression): string {
  if (ts.isStringLiteralLike(expression)) return expression.text;
  if (!ts.isTemplateExpression(expression)) return '';
  return [expression.head, ...expression.templateSpans.map(({ literal }) => literal)]
    .map(({ text }) => text)
    .join('');
}
