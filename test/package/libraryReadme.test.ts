import JSON5 from 'json5';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { declareLibrary } from '../../plugin/scripts/declareLibrary.mts';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { readMarkdown } from '../docs/support/markdownPage.ts';

const LIBRARY = path.join(repositoryRoot, 'library');
const PAGE = readMarkdown(path.join(LIBRARY, 'README.md'));

describe("the library's README", () => {
  it('has the sections that the ecosystem expects, in its order', () => {
    assert.deepEqual(
      PAGE.headings.map(({ level, text }) => `${'#'.repeat(level)} ${text}`),
      [
        '# taro-harmony-socket',
        '## Installation',
        '## Permissions',
        '## Use',
        '## API',
        '## Obfuscation',
        '## Constraints',
        '## Directory structure',
        '## Contributing',
        '## License'
      ]
    );
  });

  it('has manifests that depend on the package by its name', () => {
    const { name } = JSON5.parse<{ name: string }>(
      readFileSync(path.join(LIBRARY, 'oh-package.json5'), 'utf8')
    );
    const manifests = PAGE.blocks.filter(({ language }) => language === 'json5');
    assert.equal(manifests.length, 2);
    for (const { text } of manifests) {
      assert.deepEqual(Object.keys(JSON5.parse<{ dependencies: object }>(text).dependencies), [name]);
    }
  });

  it('lists every public function and method', () => {
    const listed = PAGE.tables
      .flat()
      .map(([first]) => first?.text)
      .join(' ');
    const missing = publicCalls().filter((call) => !new RegExp(`[\`.]${call}[(\`]`).test(listed));
    assert.deepEqual(missing, []);
  });
});

/** Names of the functions that apps can import, and of the public methods of the classes. */
function publicCalls(): string[] {
  const declarations = [...declareLibrary(LIBRARY)].map(([name, text]) =>
    ts.createSourceFile(name, text.toString(), ts.ScriptTarget.Latest, true)
  );
  const exported = new Set<string>();
  const index = declarations.find(({ fileName }) => fileName === 'Index.d.ts');
  for (const statement of index?.statements ?? []) {
    const clause = ts.isExportDeclaration(statement) ? statement.exportClause : undefined;
    if (clause !== undefined && ts.isNamedExports(clause))
      clause.elements.forEach(({ name }) => exported.add(name.text));
  }
  const calls = declarations
    .flatMap((file) => [...file.statements])
    .filter((each) => ts.isFunctionDeclaration(each) || ts.isClassDeclaration(each))
    .filter(({ name }) => exported.has(name?.text ?? ''))
    // What is private has no type in a declaration.
    .flatMap((each): (ts.FunctionDeclaration | ts.ClassElement)[] =>
      ts.isClassDeclaration(each) ? each.members.filter(isCallOrAccessor) : [each]
    )
    .map(({ name }) => name?.getText() ?? '');
  assert.ok(calls.length > 30);
  return calls;
}

/** Methods are functions in fields, so that they work detached. */
function isCallOrAccessor(member: ts.ClassElement): boolean {
  if (ts.isPropertyDeclaration(member))
    return member.type !== undefined && ts.isFunctionTypeNode(member.type);
  return ts.isGetAccessorDeclaration(member);
}
