import path from 'node:path';
import ts from 'typescript';

/** A member of a system module, as test/declarations describes it. */
export interface SystemMember {
  /** `Interface.member`, `Class.member`, or the name alone at the top of a module. */
  name: string;
  /** The API level that brought it; NaN if the declaration does not say. */
  since: number;
}

/** The system modules' members with the API level of each, in a program with our declarations of these modules. */
export class SystemMembers {
  private readonly program: ts.Program;
  private readonly checker: ts.TypeChecker;
  private readonly folder: string;

  constructor(program: ts.Program, root: string) {
    this.program = program;
    this.checker = program.getTypeChecker();
    this.folder = path.join(root, 'test/declarations', path.sep);
  }

  /** The member that an identifier in the code uses, with the API level of the very overload that is called. */
  usedBy(identifier: ts.Identifier): SystemMember | undefined {
    const called = this.calledOverload(identifier);
    const found = called === undefined ? this.symbolOf(identifier)?.declarations : [called];
    const declarations = (found ?? []).filter((each) => this.isSystem(each));
    const [first] = declarations;
    return first === undefined
      ? undefined
      : { name: nameOf(first, identifier.text), since: Math.min(...declarations.map(sinceOf)) };
  }

  /** The methods of all interfaces, by their own names. */
  methods(): Map<string, SystemMember[]> {
    const members = new Map<string, SystemMember[]>();
    const visit = (node: ts.Node): void => {
      if (ts.isInterfaceDeclaration(node)) {
        for (const member of node.members.filter(ts.isMethodSignature)) {
          const name = member.name.getText();
          members.set(name, [
            ...(members.get(name) ?? []),
            { name: nameOf(member, name), since: sinceOf(member) }
          ]);
        }
      }
      ts.forEachChild(node, visit);
    };
    this.program
      .getSourceFiles()
      .filter((file) => this.isSystem(file))
      .forEach(visit);
    return members;
  }

  /** Whether a declaration stands in the declarations of a system module. */
  isSystem(node: ts.Node): boolean {
    const file = node.getSourceFile().fileName;
    return file.startsWith(this.folder) && path.basename(file).startsWith('@');
  }

  /** A property of an object literal means that of the type that is expected there. */
  private symbolOf(identifier: ts.Identifier): ts.Symbol | undefined {
    const { parent } = identifier;
    const isKey = ts.isObjectLiteralElementLike(parent) && parent.name === identifier;
    if (!isKey || !ts.isObjectLiteralExpression(parent.parent))
      return this.checker.getSymbolAtLocation(identifier);
    return this.checker.getContextualType(parent.parent)?.getProperty(identifier.text);
  }

  private calledOverload(identifier: ts.Identifier): ts.Declaration | undefined {
    const access = ts.isPropertyAccessExpression(identifier.parent) ? identifier.parent : undefined;
    const call = access?.name === identifier ? access.parent : undefined;
    if (call === undefined || !ts.isCallExpression(call) || call.expression !== access) return undefined;
    return this.checker.getResolvedSignature(call)?.declaration;
  }
}

function nameOf(declaration: ts.Declaration, name: string): string {
  const { parent } = declaration;
  const owner =
    ts.isInterfaceDeclaration(parent) || ts.isClassDeclaration(parent) ? parent.name?.text : undefined;
  return owner === undefined ? name : `${owner}.${name}`;
}

/** A member without a tag of its own is as old as what it stands in. */
function sinceOf(declaration: ts.Node): number {
  const tag = ts.getJSDocTags(declaration).find(({ tagName }) => tagName.text === 'since');
  if (tag !== undefined) return Number(ts.getTextOfJSDocComment(tag.comment));
  return ts.isSourceFile(declaration) ? NaN : sinceOf(declaration.parent);
}
