import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { libraryFiles } from '../../../tools/arkts/sources.ts';

/** Stands for what a text gets at run time: a name, a number, another text. */
export const ANYTHING = '…';

/**
 * Every text of the library's that people can come to read: all its literals of two words or more. There is no other way
 * to a person than error events and the log, so none is left out.
 *
 * @returns each once, with {@link ANYTHING} in the place of each inserted value
 */
export function libraryTexts(root: string): string[] {
  const texts = new Set<string>();
  for (const file of libraryFiles(root)) {
    const visit = (node: ts.Node): void => {
      const text = ts.isImportDeclaration(node) ? '' : textOf(node);
      if (text === undefined || text === '') ts.forEachChild(node, visit);
      else if (/[a-z].* .*[a-z]/i.test(text)) texts.add(text);
      // What is inserted can be a text of its own.
      if (ts.isTemplateExpression(node)) node.templateSpans.forEach((span) => visit(span.expression));
    };
    visit(ts.createSourceFile(path.basename(file), readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  }
  return [...texts].sort();
}

/** The text of a literal, or of literals that are added up. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return [node.head, ...node.templateSpans.map(({ literal }) => literal)]
      .map(({ text }) => text)
      .join(ANYTHING);
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}
