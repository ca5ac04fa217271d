import ts from 'ohos-typescript';
import type { Finding } from './finding.ts';
import { forEachNode, isCall, lineOf, nameOf, parseEts } from './etsSyntax.ts';

/**
 * The rules of state management that the type checker does not know. DevEco's compiler refuses a component that is not
 * given what it requires, and a parameter that has neither a value of its own nor a claim on one. Nobody refuses a property
 * that pages can read and that changes without their knowledge, or that a builder is given by value: it shows that for ever.
 */
export function uiStateFindings(files: readonly string[]): Finding[] {
  const sources = files.map(parseEts);
  const watched = decoratedNames(sources, 'Trace', 'Local', 'Param');
  const builders = decoratedNames(sources, 'Builder');
  const structs = new Map(sources.flatMap(structsOf).map((struct) => [struct.name?.text ?? '', struct]));
  return sources.flatMap((source) => {
    const findings: Finding[] = [];
    forEachNode(source, (node) => {
      const messages = ts.isPropertyDeclaration(node)
        ? [...unclaimed(node), ...untraced(node)]
        : isCall(node)
          ? [...missing(node, structs.get(nameOf(node.expression))), ...frozen(node, builders, watched)]
          : [];
      findings.push(...messages.map((message) => ({ file: source.fileName, line: lineOf(node), message })));
    });
    return findings;
  });
}

function structsOf(source: ts.SourceFile): ts.StructDeclaration[] {
  return source.statements.filter(ts.isStructDeclaration);
}

function unclaimed(property: ts.PropertyDeclaration): string[] {
  const decorators = decoratorsOf(property);
  if (property.initializer !== undefined || !decorators.has('Param') || decorators.has('Require')) return [];
  return [`@Param ${property.name.getText()} needs a value, or @Require`];
}

function untraced(property: ts.PropertyDeclaration): string[] {
  const fixed = ts.ModifierFlags.Readonly | ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  const isWatched = decoratorsOf(property.parent).has('ObservedV2');
  if (!isWatched || ts.getCombinedModifierFlags(property) & fixed || decoratorsOf(property).has('Trace'))
    return [];
  return [`pages would not see ${property.name.getText()} change: it needs @Trace, or readonly, or private`];
}

function missing(
  call: ts.CallExpression | ts.EtsComponentExpression,
  struct: ts.StructDeclaration | undefined
): string[] {
  const [options] = call.arguments;
  const given = options !== undefined && ts.isObjectLiteralExpression(options) ? options.properties : [];
  const names = new Set(given.map(({ name }) => name?.getText()));
  return (struct?.members ?? [])
    .filter((member) => decoratorsOf(member).has('Require') && !names.has(member.name?.getText()))
    .map((member) => `${nameOf(call.expression)} requires ${member.name?.getText() ?? ''}`);
}

function frozen(
  call: ts.CallExpression | ts.EtsComponentExpression,
  builders: ReadonlySet<string>,
  watched: ReadonlySet<string>
): string[] {
  if (!builders.has(nameOf(call.expression))) return [];
  return call.arguments
    .map(nameOf)
    .filter((name) => watched.has(name))
    .map(
      (name) => `a builder shows ${name} as it was at first: use it in the builder, or make that a component`
    );
}

/** The properties and methods with one of the decorators, whatever they belong to. */
function decoratedNames(sources: readonly ts.SourceFile[], ...decorators: string[]): Set<string> {
  const names = new Set<string>();
  for (const source of sources) {
    forEachNode(source, (node) => {
      const isMember = ts.isPropertyDeclaration(node) || ts.isMethodDeclaration(node);
      if (isMember && decorators.some((each) => decoratorsOf(node).has(each))) names.add(node.name.getText());
    });
  }
  return names;
}

function decoratorsOf(node: ts.Node): Set<string> {
  return new Set(ts.getAllDecorators(node).map(({ expression }) => expression.getText()));
}
