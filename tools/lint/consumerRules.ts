import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { Check, Finding } from './finding.ts';
import { etsProgram } from './programs.ts';

const RULES_FILE = 'library/consumer-rules.txt';
/** What apps import from; the second is not in every HAR. */
const ENTRIES = ['library/Index.ets', 'library/Hybrid.ets'];
/** Their interfaces have members that native code, or the page of a web view, knows by name. */
const FOREIGN_FILES = [
  'library/src/main/ets/system/Companion.ets',
  'library/src/main/ets/hybrid/Protocol.ets',
  // What the protocol carries as it is.
  'library/src/main/ets/system/connectedWifi.ets',
  'library/src/main/ets/system/networkAddresses.ets',
  'library/src/main/ets/system/ServiceDiscovery.ets'
];
const OBJECT_KINDS = ts.SymbolFlags.Class | ts.SymbolFlags.Interface;

/**
 * An app with obfuscation renames what consumer-rules.txt does not keep, in the library and in its own code separately:
 * every exported name has to be there, and every public member of what is exported.
 */
export const checkConsumerRules: Check = (root) => {
  const index = etsProgram(root).getSourceFile(path.join(root, 'library/Index.ets'));
  const file = path.join(root, RULES_FILE);
  if (index === undefined || !existsSync(file)) {
    return [{ file: RULES_FILE, line: 1, message: 'this file and library/Index.ets have to be there' }];
  }
  const checker = etsProgram(root).getTypeChecker();
  const { globals, properties } = publicNames(sourceFiles(root, ENTRIES), checker);
  for (const name of foreignNames(root, checker)) properties.add(name);
  return [
    ...differences(keptNames(file, '-keep-global-name'), globals, '-keep-global-name'),
    ...differences(keptNames(file, '-keep-property-name'), properties, '-keep-property-name')
  ];
};

function sourceFiles(root: string, files: readonly string[]): ts.SourceFile[] {
  return files
    .map((file) => etsProgram(root).getSourceFile(path.join(root, file)))
    .filter((file) => file !== undefined);
}

function publicNames(
  entries: readonly ts.SourceFile[],
  checker: ts.TypeChecker
): { globals: Set<string>; properties: Set<string> } {
  const modules = entries.map((entry) => checker.getSymbolAtLocation(entry));
  const exported = modules.flatMap((module) =>
    module === undefined ? [] : checker.getExportsOfModule(module)
  );
  const targets = exported.map((symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  );
  const members = targets.flatMap((symbol) => [
    ...(symbol.flags & OBJECT_KINDS ? checker.getDeclaredTypeOfSymbol(symbol).getProperties() : []),
    ...(symbol.flags & ts.SymbolFlags.Enum ? (symbol.exports?.values() ?? []) : [])
  ]);
  const values = exported.filter((_symbol, index) => (targets[index]?.flags ?? 0) & ts.SymbolFlags.Value);
  return {
    globals: new Set(values.map(({ name }) => name)),
    properties: new Set(members.filter(isPublic).map(({ name }) => name))
  };
}

/**
 * What the library calls by name in its native companion, and what that answers: obfuscation does not rename native code.
 * Nor does that of the app rename the page in its web view.
 */
function foreignNames(root: string, checker: ts.TypeChecker): string[] {
  return sourceFiles(root, FOREIGN_FILES)
    .flatMap(({ statements }) => statements.filter((statement) => ts.isInterfaceDeclaration(statement)))
    .flatMap((declared) => checker.getTypeAtLocation(declared).getProperties())
    .map(({ name }) => name);
}

function isPublic(member: ts.Symbol): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (member.declarations ?? []).every(
    (declaration) => !(ts.getCombinedModifierFlags(declaration) & hidden)
  );
}

/** The names below an option, one on each line. */
function keptNames(file: string, option: string): Set<string> {
  const lines = readFileSync(file, 'utf8').split('\n');
  const start = lines.indexOf(option) + 1;
  if (start === 0) return new Set();
  const rest = lines.slice(start);
  const end = rest.findIndex((line) => /^(?:-|#|$)/.test(line));
  return new Set(end === -1 ? rest : rest.slice(0, end));
}

function differences(kept: ReadonlySet<string>, wanted: ReadonlySet<string>, option: string): Finding[] {
  const finding = (message: string): Finding => ({ file: RULES_FILE, line: 1, message });
  return [
    ...[...wanted].filter((name) => !kept.has(name)).map((name) => finding(`${option} lacks ${name}`)),
    ...[...kept]
      .filter((name) => !wanted.has(name))
      .map((name) => finding(`${option} has ${name}, which is neither public nor known outside`))
  ];
}
