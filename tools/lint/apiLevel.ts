import path from 'node:path';
import ts from 'typescript';
import { libraryFiles } from '../arkts/sources.ts';
import type { Check, Finding } from './finding.ts';
import { lowestApiLevel } from './lowestApiLevel.ts';
import { etsProgram } from './programs.ts';

/** Newer members of system modules that the library may name, such as `MulticastSocket.setReuseAddress`, with the reason. */
const EXEMPTIONS: ReadonlyMap<string, string> = new Map();

/** On a device of the lowest supported API level, a member that came later is undefined. */
export const checkApiLevel: Check = (root) => {
  const lowest = lowestApiLevel(root);
  const program = etsProgram(root);
  const checker = program.getTypeChecker();
  const findings: Finding[] = [];
  for (const file of libraryFiles(root)) {
    const sourceFile = program.getSourceFile(file);
    if (sourceFile === undefined) continue;
    forEachIdentifier(sourceFile, (identifier) => {
      const member = systemMember(identifier, checker, root);
      if (member === undefined || member.since <= lowest || EXEMPTIONS.has(member.name)) return;
      const line = sourceFile.getLineAndCharacterOfPosition(identifier.getStart()).line + 1;
      const message = `${member.name} exists since API ${member.since}, the library supports API ${lowest}`;
      findings.push({ file, line, message });
    });
  }
  return findings;
};

function forEachIdentifier(node: ts.Node, visit: (identifier: ts.Identifier) => void): void {
  if (ts.isIdentifier(node)) visit(node);
  ts.forEachChild(node, (child) => forEachIdentifier(child, visit));
}

interface SystemMember {
  /** `Interface.member`, or the name alone at the top of a module. */
  name: string;
  /** The API level that brought it; of several overloads the lowest. */
  since: number;
}

function systemMember(node: ts.Identifier, checker: ts.TypeChecker, root: string): SystemMember | undefined {
  const declarations = (checker.getSymbolAtLocation(node)?.declarations ?? []).filter((declaration) =>
    declaration.getSourceFile().fileName.startsWith(path.join(root, 'test/declarations', path.sep))
  );
  const [first] = declarations;
  if (first === undefined) return undefined;
  const owner = ts.isInterfaceDeclaration(first.parent) ? `${first.parent.name.text}.` : '';
  return { name: `${owner}${node.text}`, since: Math.min(...declarations.map(sinceOf)) };
}

/** A member without a tag of its own is as old as what it stands in. */
function sinceOf(declaration: ts.Node): number {
  const tag = ts.getJSDocTags(declaration).find(({ tagName }) => tagName.text === 'since');
  if (tag !== undefined) return Number(ts.getTextOfJSDocComment(tag.comment));
  return ts.isSourceFile(declaration) ? 0 : sinceOf(declaration.parent);
}
