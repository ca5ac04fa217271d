import { readFileSync } from 'node:fs';
import ts from 'ohos-typescript';
import { arkTsOptions } from '../arkts/options.ts';

/** The syntax tree of an `.ets` file; pages with a `struct` are read as well. */
export function parseEts(file: string): ts.SourceFile {
  const text = readFileSync(file, 'utf8');
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2021, true, ts.ScriptKind.ETS, arkTsOptions);
}

export function lineOf(node: ts.Node): number {
  const source = node.getSourceFile();
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

/** A function call, or a component in a `build` method. */
export function isCall(node: ts.Node): node is ts.CallExpression | ts.EtsComponentExpression {
  return ts.isCallExpression(node) || ts.isEtsComponentExpression(node);
}

/** The name at the end of what is called. */
export function nameOf(expression: ts.Expression): string {
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return ts.isIdentifier(expression) ? expression.text : '';
}

export function forEachNode(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => forEachNode(child, visit));
}
