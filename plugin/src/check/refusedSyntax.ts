import ts from 'typescript';
import {
  ACCESSOR_KEYWORD,
  HALF_KEYWORD,
  MAY_BE_REFUSED,
  POINT_NUMBER,
  YIELD_KEYWORD
} from '../refusedPatterns';

/** What DevEco's byte-code compiler refuses, in its own words, or reads otherwise than JavaScript has it. */
export interface RefusedSyntax {
  /** Counts from 1. */
  line: number;
  problem: string;
  devEco: string;
  mend: string;
}

type Words = Omit<RefusedSyntax, 'line'>;

function refused(what: string, devEco: string, mend: string): Words {
  return { problem: `${what}, which the byte-code compiler refuses`, devEco, mend };
}

/** The same, with what the build leaves as it is. */
const MAY_HAVE = new RegExp(
  [/\bimport\s*\.\s*meta\b/, /\bas\s*['"]/, /\/[dgimsuy]*v[dgimsuy]*(?![\w$])/, MAY_BE_REFUSED]
    .map(({ source }) => source)
    .join('|')
);

const IMPORT_META: Words = {
  problem: 'import.meta has no value on HarmonyOS, and the byte-code compiler refuses it',
  devEco: 'Error: Unimplemented code path',
  mend: 'do without it; of import.meta, only import.meta.env has a value, which the build puts in its place'
};

const STRING_NAME = refused(
  'the name of an export is a string',
  'SyntaxError: Unexpected token',
  'export it under a name that is an identifier'
);

const FLAG_V = refused(
  'a regular expression has the flag v',
  'SyntaxError: Invalid RegExp flag',
  'write it with the flag u'
);

const SHORT_DEFAULT = refused(
  'a parameter of an async arrow function has { name = value }',
  'SyntaxError: Invalid shorthand property initializer.',
  'write { name: name = value }'
);

const ASYNC_DEFAULT_EXPORT = refused(
  'the default export is an async function without a name',
  "SyntaxError: Unexpected token, expected identifier after 'function' keyword",
  'give it a name, or put it in parentheses'
);

const ASYNC_KEYWORD_METHOD = refused(
  'an async method of an object has a keyword for its name',
  'SyntaxError: Unexpected token in property key',
  'put the name in quotes'
);

const KEYWORD_DEFAULT = refused(
  'a pattern has { async = value }, { get = value } or { set = value }',
  'SyntaxError: Unexpected token',
  'write { get: get = value }'
);

const ACCESSOR_FIELD = refused(
  'a field of a class has the name get or set',
  'SyntaxError: Unexpected token in class property',
  'put the name in quotes'
);

const LABELLED_TRY: Words = {
  problem: 'try has a label, over which the byte-code compiler may crash before 7.0',
  devEco: 'Segmentation fault',
  mend: 'put the try statement in braces'
};

const PROPERTY_OF_POINT_NUMBER = refused(
  'a property is taken of a number that begins with a point',
  'SyntaxError: Invalid numeric literal',
  'begin the number with 0'
);

const YIELD_IN_FOR = refused(
  'for has yield at its beginning',
  'SyntaxError: Primary expression expected',
  'put it in parentheses'
);

const UNION_BEHIND_AND: Words = {
  problem: 'the byte-code compiler reads a && b | c as (a && b) | c',
  devEco: 'nothing; with a false, it gives c',
  mend: 'write a && (b | c)'
};

const DELETION_OF_CHAIN: Words = {
  problem: 'the byte-code compiler leaves the property there at delete a?.b',
  devEco: 'nothing',
  mend: 'write if (a) delete a.b'
};

/** What of a file's code the byte-code compiler (of OpenHarmony 5.0.0, 6.1 and 7.0) refuses or reads otherwise, as far as it is known. */
export function refusedSyntax(source: ts.SourceFile): RefusedSyntax[] {
  if (!MAY_HAVE.test(source.text)) return [];
  const found: RefusedSyntax[] = [];
  const visit = (node: ts.Node, parent: ts.Node): void => {
    const words = refusedAt(node, parent, source);
    if (words !== undefined) {
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      found.push({ line, ...words });
    }
    ts.forEachChild(node, (child) => visit(child, node));
  };
  visit(source, source);
  return found;
}

function refusedAt(node: ts.Node, parent: ts.Node, source: ts.SourceFile): Words | undefined {
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return IMPORT_META;
  if (ts.isExportSpecifier(node) || ts.isImportSpecifier(node) || ts.isNamespaceExport(node)) {
    const { name, propertyName }: { name: ts.Node; propertyName?: ts.Node } = node;
    return [name, propertyName].some((each) => each && ts.isStringLiteral(each)) ? STRING_NAME : undefined;
  }
  if (ts.isRegularExpressionLiteral(node)) return /v[a-z]*$/.test(node.getText(source)) ? FLAG_V : undefined;
  if (ts.isArrowFunction(node))
    return isAsync(node) && node.parameters.some(hasShortDefault) ? SHORT_DEFAULT : undefined;
  if (ts.isExportAssignment(node)) {
    const { expression } = node;
    return ts.isArrowFunction(expression) && isAsync(expression) ? ASYNC_DEFAULT_EXPORT : undefined;
  }
  if (ts.isFunctionDeclaration(node))
    return node.name === undefined && isAsync(node) ? ASYNC_DEFAULT_EXPORT : undefined;
  if (ts.isMethodDeclaration(node)) {
    const isRefused = ts.isObjectLiteralExpression(parent) && isAsync(node) && isKeyword(node.name);
    return isRefused ? ASYNC_KEYWORD_METHOD : undefined;
  }
  if (ts.isBindingElement(node) || ts.isShorthandPropertyAssignment(node)) {
    const isShort = ts.isBindingElement(node)
      ? ts.isObjectBindingPattern(parent) && node.propertyName === undefined && node.initializer
      : node.objectAssignmentInitializer;
    return isShort && isNamed(node.name, HALF_KEYWORD) ? KEYWORD_DEFAULT : undefined;
  }
  if (ts.isPropertyDeclaration(node))
    return isNamed(node.name, ACCESSOR_KEYWORD) ? ACCESSOR_FIELD : undefined;
  if (ts.isBinaryExpression(node)) {
    const { operatorToken, right } = node;
    const { AmpersandAmpersandToken, BarToken } = ts.SyntaxKind;
    const isUnion = ts.isBinaryExpression(right) && right.operatorToken.kind === BarToken;
    return isUnion && operatorToken.kind === AmpersandAmpersandToken ? UNION_BEHIND_AND : undefined;
  }
  if (ts.isForStatement(node))
    return YIELD_KEYWORD.test(node.initializer?.getText(source) ?? '') ? YIELD_IN_FOR : undefined;
  if (ts.isDeleteExpression(node))
    return ts.isOptionalChain(withoutParentheses(node.expression)) ? DELETION_OF_CHAIN : undefined;
  if (ts.isLabeledStatement(node)) return ts.isTryStatement(node.statement) ? LABELLED_TRY : undefined;
  const isOfNumber = ts.isPropertyAccessExpression(node) && ts.isNumericLiteral(node.expression);
  return isOfNumber && POINT_NUMBER.test(node.expression.getText(source))
    ? PROPERTY_OF_POINT_NUMBER
    : undefined;
}

function withoutParentheses(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;
}

function isAsync({ modifiers }: ts.ArrowFunction | ts.FunctionDeclaration | ts.MethodDeclaration): boolean {
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true;
}

function isNamed(name: ts.Node, names: RegExp): boolean {
  return ts.isIdentifier(name) && names.test(name.text);
}

/** Of the words that ECMAScript keeps for itself, the byte-code compiler takes three for names. */
function isKeyword(name: ts.PropertyName): boolean {
  const kind = ts.isIdentifier(name) ? ts.identifierToKeywordKind(name) : undefined;
  if (kind === undefined) return false;
  const { AwaitKeyword, FirstReservedWord, LastFutureReservedWord } = ts.SyntaxKind;
  const { PrivateKeyword, ProtectedKeyword, StaticKeyword } = ts.SyntaxKind;
  if (kind === AwaitKeyword) return true;
  const isReserved = kind >= FirstReservedWord && kind <= LastFutureReservedWord;
  return isReserved && kind !== PrivateKeyword && kind !== ProtectedKeyword && kind !== StaticKeyword;
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
