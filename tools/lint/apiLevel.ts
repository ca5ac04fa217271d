import path from 'node:path';
import ts from 'typescript';
import { arkTsFiles } from '../arkts/sources.ts';
import type { Check, Finding } from './finding.ts';
import { lowestApiLevel } from './lowestApiLevel.ts';
import { etsProgram } from './programs.ts';
import { type SystemMember, SystemMembers } from './systemMembers.ts';

/** What is compiled for, and runs on, every device that the project supports. */
const FOLDERS = ['library', 'entry/src/main', 'test/specs'];

const ADVICE = 'declare it optional in an interface of your own and call it with ?.';

/**
 * On a device of the lowest supported API level, a member that came later is undefined. It may be reached only through an
 * interface of our own in which it is optional: then the compiler sees to it that the code looks whether it is there.
 */
export const checkApiLevel: Check = (root) => {
  const lowest = lowestApiLevel(root);
  const program = etsProgram(root);
  const members = new SystemMembers(program, root);
  const newer = new Map(
    [...members.methods()]
      .map(([name, all]): [string, SystemMember[]] => [name, all.filter(({ since }) => since > lowest)])
      .filter(([, some]) => some.length > 0)
  );
  return sourceFiles(program, root).flatMap((file) => [
    ...tooNew(file, members, lowest),
    ...unguarded(file, newer, members, program.getTypeChecker())
  ]);
};

/** The members of system modules that the library and the demo app use, each once, by name. */
export function usedSystemMembers(root: string): SystemMember[] {
  const program = etsProgram(root);
  const members = new SystemMembers(program, root);
  const used = new Map<string, SystemMember>();
  for (const file of sourceFiles(program, root)) {
    forEachNode(file, (node) => {
      const member = ts.isIdentifier(node) ? members.usedBy(node) : undefined;
      if (member !== undefined) used.set(member.name, member);
    });
  }
  return [...used.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function sourceFiles(program: ts.Program, root: string): ts.SourceFile[] {
  return arkTsFiles(root)
    .filter((file) => FOLDERS.some((folder) => file.startsWith(path.join(root, folder, path.sep))))
    .map((file) => program.getSourceFile(file))
    .filter((file) => file !== undefined);
}

function tooNew(file: ts.SourceFile, members: SystemMembers, lowest: number): Finding[] {
  const findings: Finding[] = [];
  forEachNode(file, (node) => {
    const member = ts.isIdentifier(node) ? members.usedBy(node) : undefined;
    if (member === undefined || member.since <= lowest) return;
    const message = Number.isNaN(member.since)
      ? `${member.name} has no @since in test/declarations: add it`
      : `${member.name} exists since API ${member.since}, the project supports API ${lowest}: ${ADVICE}`;
    findings.push(findingAt(node, file, message));
  });
  return findings;
}

/** Looks at what an object is asserted to be: a type of our own hides from the compiler what the system has. */
function unguarded(
  file: ts.SourceFile,
  newer: ReadonlyMap<string, SystemMember[]>,
  members: SystemMembers,
  checker: ts.TypeChecker
): Finding[] {
  const findings: Finding[] = [];
  forEachNode(file, (node) => {
    if (!ts.isAsExpression(node)) return;
    for (const property of checker.getTypeFromTypeNode(node.type).getProperties()) {
      const isSystem = property.declarations?.some((each) => members.isSystem(each)) === true;
      const [member] = newer.get(property.name) ?? [];
      if (member === undefined || isSystem || property.flags & ts.SymbolFlags.Optional) continue;
      const message = `${property.name} is not optional here, but ${member.name} exists since API ${member.since}: ${ADVICE}`;
      findings.push(findingAt(node, file, message));
    }
  });
  return findings;
}

function findingAt(node: ts.Node, file: ts.SourceFile, message: string): Finding {
  return { file: file.fileName, line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, message };
}

function forEachNode(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => forEachNode(child, visit));
}
