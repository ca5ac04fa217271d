import ts from 'typescript';

/** What DevEco's byte-code compiler refuses, in its own words. */
export interface RefusedSyntax {
  /** Counts from 1. */
  line: number;
  problem: string;
  devEco: string;
  mend: string;
}

type Words = Omit<RefusedSyntax, 'line'>;

/** Code that has none of it does not match; a look at all of the code takes longer than that. */
const MAY_HAVE = /\bimport\s*\.\s*meta\b|\bas\s*['"]|\/[dgimsuy]*v[dgimsuy]*(?![\w$])|\basync\s*\(/;

const IMPORT_META: Words = {
  problem: 'import.meta has no value on HarmonyOS, and the byte-code compiler refuses it',
  devEco: 'Error: Unimplemented code path',
  mend: 'do without it; of import.meta, only import.meta.env has a value, which the build puts in its place'
};

const STRING_NAME: Words = {
  problem: 'the name of an export is a string, which the byte-code compiler refuses',
  devEco: 'SyntaxError: Unexpected token',
  mend: 'export it under a name that is an identifier'
};

const FLAG_V: Words = {
  problem: 'a regular expression has the flag v, which the byte-code compiler refuses',
  devEco: 'SyntaxError: Invalid RegExp flag',
  mend: 'write it with the flag u'
};

const SHORT_DEFAULT: Words = {
  problem:
    'a parameter of an async arrow function has { name = value }, which the byte-code compiler refuses',
  devEco: 'SyntaxError: Invalid shorthand property initializer.',
  mend: 'write { name: name = value }'
};

/** What of a file's code the byte-code compiler (of OpenHarmony 5.0.0) refuses, as far as it is known. */
export function refusedSyntax(source: ts.SourceFile): RefusedSyntax[] {
  if (!MAY_HAVE.test(source.text)) return [];
  const found: RefusedSyntax[] = [];
  const visit = (node: ts.Node): void => {
    const words = refusedAt(node, source);
    if (words !== undefined) {
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      found.push({ line, ...words });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function refusedAt(node: ts.Node, source: ts.SourceFile): Words | undefined {
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return IMPORT_META;
  if (ts.isExportSpecifier(node) || ts.isImportSpecifier(node) || ts.isNamespaceExport(node)) {
    const { name, propertyName }: { name: ts.Node; propertyName?: ts.Node } = node;
    return [name, propertyName].some((each) => each && ts.isStringLiteral(each)) ? STRING_NAME : undefined;
  }
  if (ts.isRegularExpressionLiteral(node)) return /v[a-z]*$/.test(node.getText(source)) ? FLAG_V : undefined;
  const isAsyncArrow =
    ts.isArrowFunction(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  return isAsyncArrow && node.parameters.some(hasShortDefault) ? SHORT_DEFAULT : undefined;
}

/** What has a default as a whole is taken with all that is in it. */
function hasShortDefault({ name, initializer }: ts.ParameterDeclaration | ts.BindingElement): boolean {
  if (initializer !== undefined || ts.isIdentifier(name)) return false;
  return name.elements.some(
    (element) =>
      ts.isBindingElement(element) &&
      ((ts.isObjectBindingPattern(name) && element.initializer && element.propertyName === undefined) ||
        hasShortDefault(element))
  );
}
