import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from '../arkts/modules.ts';
import { listFiles } from '../files.ts';

const LIBRARY = path.join(repositoryRoot, 'library/src/main/ets');
const SOURCES = path.join(LIBRARY, 'wechat');
/** A type of the public API that the layers below make. */
const LOWER_TYPES = [
  path.join(LIBRARY, 'system/RemoteInfo.ets'),
  path.join(LIBRARY, 'channel/secure/TLSOption.ets')
];

/** Something that a docstring tells of. */
export interface Documented {
  name: string;
  /** A type; the signature of a function; empty for an interface and an enum. */
  type: string;
  /** The docstring's paragraphs. */
  doc: readonly string[];
  /** Parameters of a function, fields of an interface, values of an enum. */
  parts: readonly Documented[];
  /** What a function returns. */
  returns: readonly string[];
}

/** What the library's sources say of their public declarations. */
export class LibraryDocs {
  /** Interfaces, enums and type aliases that options, results and listeners are made of, by name. */
  readonly types: ReadonlyMap<string, Documented>;

  constructor() {
    const files = [
      ...listFiles(path.join(SOURCES, 'types'), (file) => file.endsWith('.ets')),
      ...LOWER_TYPES
    ];
    const statements = files.flatMap((file) => [...parse(file).statements]);
    this.types = new Map(statements.flatMap(typeDoc).map((doc) => [doc.name, doc]));
  }

  /** The class, its public members, and the function that creates one. */
  socket(name: string): { socket: Documented; members: Documented[]; create: Documented } {
    const { statements } = parse(path.join(SOURCES, `${name}.ets`));
    const declared = statements.find(ts.isClassDeclaration);
    const create = statements.find(ts.isFunctionDeclaration);
    if (declared === undefined || create === undefined)
      throw new Error(`${name}.ets has no class or no function`);
    const members = declared.members.filter(
      (member) =>
        (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private) === 0 &&
        !ts.isConstructorDeclaration(member)
    );
    return { socket: documented(declared, name), members: members.map(memberDoc), create: memberDoc(create) };
  }

  /** The types that these declarations lead to, in the order in which a reader meets them. */
  typesOf(start: readonly Documented[]): Documented[] {
    const reached = new Set<Documented>();
    const follow = ({ type, doc, parts }: Documented): void => {
      for (const [word] of `${type} ${doc.join(' ')}`.matchAll(/\w+/g)) {
        const found = this.types.get(word);
        if (found === undefined || reached.has(found)) continue;
        reached.add(found);
        follow(found);
      }
      parts.forEach(follow);
    };
    start.forEach(follow);
    return [...reached];
  }
}

/** ArkTS without UI is TypeScript. */
function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(`${file}.ts`, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

function memberDoc(node: ts.Node): Documented {
  const name = ts.isClassElement(node) || ts.isFunctionDeclaration(node) ? (node.name?.getText() ?? '') : '';
  if (ts.isGetAccessor(node)) return documented(node, name, node.type?.getText());
  const called = functionOf(node);
  if (called === undefined) throw new Error(`${name} is no method`);
  const parameters = called.parameters.map((parameter) => parameter.getText()).join(', ');
  const parts = called.parameters.map((parameter) => ({
    ...documented(parameter, parameter.name.getText(), parameter.type?.getText()),
    doc: ts.getJSDocParameterTags(parameter).flatMap(({ comment }) => paragraphs(comment))
  }));
  const returns = paragraphs(ts.getJSDocReturnTag(node)?.comment);
  const type = `(${parameters}) => ${called.type?.getText() ?? 'void'}`;
  return { ...documented(node, name, type, parts), returns };
}

/** The function that a member is: a method, or one that is kept in a field so that it works detached. */
function functionOf(node: ts.Node): ts.SignatureDeclaration | undefined {
  const initializer = ts.isPropertyDeclaration(node) ? node.initializer : undefined;
  const candidate = initializer ?? node;
  return ts.isFunctionLike(candidate) ? candidate : undefined;
}

function typeDoc(node: ts.Statement): Documented[] {
  if (ts.isInterfaceDeclaration(node)) return [documented(node, node.name.text, '', fields(node))];
  if (ts.isTypeAliasDeclaration(node)) return [documented(node, node.name.text, node.type.getText())];
  if (!ts.isEnumDeclaration(node)) return [];
  const value = (member: ts.EnumMember) =>
    documented(member, member.name.getText(), member.initializer?.getText());
  return [documented(node, node.name.text, '', node.members.map(value))];
}

/** An interface's own fields and those that it inherits within its file. */
function fields(node: ts.InterfaceDeclaration): Documented[] {
  const own = node.members.filter(ts.isPropertySignature).map((field) => {
    const optional = field.questionToken === undefined ? '' : '?';
    return documented(field, `${field.name.getText()}${optional}`, field.type?.getText());
  });
  const parents = (node.heritageClauses ?? []).flatMap(({ types }) => types.map((type) => type.getText()));
  const inherited = node
    .getSourceFile()
    .statements.filter(ts.isInterfaceDeclaration)
    .filter(({ name }) => parents.includes(name.text))
    .flatMap(fields);
  const names = own.map(({ name }) => name.replace('?', ''));
  return [...own, ...inherited.filter(({ name }) => !names.includes(name.replace('?', '')))];
}

function documented(node: ts.Node, name: string, type = '', parts: readonly Documented[] = []): Documented {
  const doc = ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .flatMap(({ comment }) => paragraphs(comment));
  return { name, type: type.replaceAll(/\s+/g, ' '), doc, parts, returns: [] };
}

/** A docstring's paragraphs, each on one line, with code where it links. */
function paragraphs(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string[] {
  const text = ts.getTextOfJSDocComment(comment)?.trim() ?? '';
  if (text === '') return [];
  return text
    .replaceAll(/\{@link ([\w.]+)\s*\}/g, '`$1`')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll(/\s*\n\s*/g, ' '));
}
