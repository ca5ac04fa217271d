import ts from 'typescript';
import { refusedSyntax, type RefusedSyntax } from './refusedSyntax';

/** A name that an import takes from a module, `default` for the default export. */
export interface ImportedName {
  name: string;
  line: number;
}

/** One `import … from`, `export … from` or `import('…')`. */
export interface ModuleImport {
  specifier: string;
  /** Counts from 1. */
  line: number;
  /** Whether it is gone once the code is compiled: `import type`, or only names that are imported as types. */
  isTypeOnly: boolean;
  /** The names that have to be there, without those imported as types; none for `* as`, `export *` and `import('…')`. */
  names: ImportedName[];
}

/** What the check knows of a file with code. */
export interface CodeFile {
  imports: ModuleImport[];
  /** The names that the file itself exports; `undefined` when they cannot be told: CommonJS, `export =`. */
  exports: ReadonlySet<string> | undefined;
  /** From where the file exports everything else, `export * from`. */
  stars: string[];
  /** The `@Entry` of its structs. */
  entries: EntryDecorator[];
  /** Whether DevEco checks its types: ArkTS, and TypeScript without `@ts-nocheck`, which Taro writes into all of its own. */
  isTypeChecked: boolean;
  /** What DevEco's byte-code compiler refuses of it. */
  refused: RefusedSyntax[];
}

export interface EntryDecorator {
  line: number;
  /** `@Entry({ routeName: … })`: such a page is found by its name, not through `main_pages.json`. */
  isNamedRoute: boolean;
}

/**
 * Reads the imports and exports of ArkTS, TypeScript or JavaScript. TypeScript's parser goes on after what it does not
 * know; of ArkTS' own syntax only `struct` would keep it from finding what follows.
 */
export function parseCode(fileName: string, text: string): CodeFile {
  const isArkTs = /\.ets$/.test(fileName);
  const source = ts.createSourceFile(
    fileName,
    // As long as before, so that all positions stay.
    isArkTs ? text.replace(/\bstruct(?=\s+[\w$])/g, 'class ') : text,
    { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    false,
    /\.[cm]?js$/.test(fileName) ? ts.ScriptKind.JS : ts.ScriptKind.TS
  );
  const lineOf = (node: ts.Node): number =>
    source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  const exported = new Set<string>();
  const code: CodeFile = {
    imports: [],
    exports: ts.isExternalModule(source) ? exported : undefined,
    stars: [],
    entries: [],
    isTypeChecked: isArkTs || (/\.ts$/.test(fileName) && !/^\s*\/\/\s*@ts-nocheck/m.test(text)),
    refused: refusedSyntax(source)
  };
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      code.imports.push(importOf(statement, lineOf));
    } else if (ts.isExportDeclaration(statement)) {
      addExports(statement, code, exported, lineOf);
    } else if (ts.isExportAssignment(statement)) {
      if (statement.isExportEquals === true) code.exports = undefined;
      exported.add('default');
    } else {
      if (isArkTs && ts.isClassDeclaration(statement)) code.entries.push(...entriesOf(statement, lineOf));
      for (const name of declaredExports(statement, source.isDeclarationFile)) exported.add(name);
    }
  }
  if (/\bimport\s*\(/.test(text)) code.imports.push(...dynamicImports(source, lineOf));
  return code;
}

/**
 * Whether an import of a TypeScript file is still there once it is compiled: what is only used as a type is gone, with
 * the whole import when nothing else is left.
 *
 * @param name one that is imported; absent for the import as a whole
 */
export function survivesCompiling(text: string, specifier: string, name?: string): boolean {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      experimentalDecorators: true
    }
  });
  return parseCode('compiled.js', outputText).imports.some(
    (each) =>
      each.specifier === specifier &&
      (name === undefined || each.names.some((imported) => imported.name === name))
  );
}

type LineOf = (node: ts.Node) => number;

function importOf(statement: ts.ImportDeclaration, lineOf: LineOf): ModuleImport {
  const clause = statement.importClause;
  const bindings = clause?.namedBindings;
  const elements = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : undefined;
  const valued = elements?.filter((element) => !element.isTypeOnly) ?? [];
  const isEmptied = elements !== undefined && elements.length > 0 && valued.length === 0;
  const isTypeOnly =
    clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || (isEmptied && clause?.name === undefined);
  const names = valued.map((element) => importedName(element.propertyName ?? element.name, lineOf));
  if (clause?.name !== undefined) names.push({ name: 'default', line: lineOf(clause.name) });
  return {
    specifier: textOf(statement.moduleSpecifier),
    line: lineOf(statement.moduleSpecifier),
    isTypeOnly,
    names: isTypeOnly ? [] : names
  };
}

function addExports(
  statement: ts.ExportDeclaration,
  code: CodeFile,
  exported: Set<string>,
  lineOf: LineOf
): void {
  const { exportClause, moduleSpecifier, isTypeOnly } = statement;
  const elements = exportClause !== undefined && ts.isNamedExports(exportClause) ? exportClause.elements : [];
  for (const element of elements) exported.add(element.name.text);
  if (exportClause !== undefined && ts.isNamespaceExport(exportClause)) exported.add(exportClause.name.text);
  if (moduleSpecifier === undefined) return;
  const specifier = textOf(moduleSpecifier);
  if (exportClause === undefined) code.stars.push(specifier);
  const names = elements
    .filter((element) => !isTypeOnly && !element.isTypeOnly)
    .map((element) => importedName(element.propertyName ?? element.name, lineOf));
  code.imports.push({
    specifier,
    line: lineOf(moduleSpecifier),
    isTypeOnly: isTypeOnly || (elements.length > 0 && names.length === 0),
    names
  });
}

function importedName(node: ts.ModuleExportName, lineOf: LineOf): ImportedName {
  return { name: node.text, line: lineOf(node) };
}

function dynamicImports(source: ts.SourceFile, lineOf: LineOf): ModuleImport[] {
  const found: ModuleImport[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument !== undefined && ts.isStringLiteralLike(argument)) {
        found.push({ specifier: argument.text, line: lineOf(argument), isTypeOnly: false, names: [] });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** @param isAmbient whether the file is a declaration, which exports names without saying so */
function declaredExports(statement: ts.Statement, isAmbient: boolean): string[] {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const has = (kind: ts.SyntaxKind): boolean => modifiers.some((modifier) => modifier.kind === kind);
  if (!has(ts.SyntaxKind.ExportKeyword) && !isAmbient) return [];
  if (has(ts.SyntaxKind.DefaultKeyword)) return ['default'];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

function entriesOf(struct: ts.ClassDeclaration, lineOf: LineOf): EntryDecorator[] {
  return (ts.getDecorators(struct) ?? []).flatMap((decorator) => {
    const { expression } = decorator;
    const callee = ts.isCallExpression(expression) ? expression.expression : expression;
    if (!ts.isIdentifier(callee) || callee.text !== 'Entry') return [];
    const isNamedRoute = ts.isCallExpression(expression) && expression.arguments.some(isRouteName);
    return [{ line: lineOf(decorator), isNamedRoute }];
  });
}

function isRouteName(argument: ts.Expression): boolean {
  return (
    ts.isObjectLiteralExpression(argument) &&
    argument.properties.some(
      ({ name }) => name !== undefined && ts.isIdentifier(name) && name.text === 'routeName'
    )
  );
}

function textOf(specifier: ts.Expression): string {
  return ts.isStringLiteralLike(specifier) ? specifier.text : '';
}
