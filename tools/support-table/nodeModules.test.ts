import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';
import { repositoryRoot } from '../arkts/modules.ts';
import type { TestOutcome } from '../test/testReport.ts';
import { type NodeModule, nodeModuleSource, readNodeModule } from './nodeModuleSource.ts';
import { NODE_REPORTS } from './passingNodeReports.ts';
import { Results } from './Results.ts';
import { NODE_MODULES } from './supportTables.ts';

/** Declared, but not in Node 20's documentation: it is gone since Node 15. */
const UNDOCUMENTED = 'server.connections';
/** Of every EventEmitter. */
const EMITTER = /^(?:addListener|emit|on|once|prepend(?:Once)?Listener)$/;

for (const module of NODE_MODULES) {
  describe(`the table of ${module.name}`, () => {
    test("has all that Node's types declare", () => {
      const rows = new Set(module.rows.map(({ api }) => keyOf(api)));
      const declared = declaredBy(module.name);
      assert.ok(declared.length > 20, 'the declarations could not be read');
      assert.deepEqual(
        declared.filter((api) => !rows.has(api) && api !== UNDOCUMENTED),
        []
      );
    });

    test('has each API once', () => {
      const apis = module.rows.map(({ api }) => api);
      assert.deepEqual(apis, [...new Set(apis)]);
    });

    test('names as missing what is missing', async () => {
      const { default: whole } = (await import(`taro-harmony-socket/${module.name}`)) as { default: object };
      const paths = (module.absent ?? []).map(({ path }) => path).filter((each) => each !== undefined);
      const present = paths.filter((each) => memberAt(whole, each) !== undefined);
      assert.deepEqual(present, []);
      assert.notEqual(memberAt(whole, 'Socket.prototype.close') ?? memberAt(whole, 'connect'), undefined);
    });

    test('takes for tests without the companion those that turn it off', () => {
      for (const file of module.filesWithout) {
        const text = readFileSync(path.join(repositoryRoot, module.folder, file), 'utf8');
        assert.match(text, /^process\.env\.COMPANION = 'off';$/m, file);
      }
    });
  });
}

/** What lies at the end of a path of names. */
function memberAt(owner: unknown, names: string): unknown {
  return names
    .split('.')
    .reduce((each, name) => (each as Record<string, unknown> | undefined)?.[name], owner);
}

describe('a cell about a module of Node', () => {
  const source = nodeModuleSource(readNodeModule('dgram'));
  const name = 'setTTL(any)';

  test('is marked if all tests for it have passed on its side of the companion', () => {
    assert.equal(cellsOf('socket.setTTL()'), '✔️ | throws');
    for (const failing of [{ failure: 'no' }, { skipped: 'because' }]) {
      const test = (file: string, test = name): TestOutcome => ({ name: test, file, ...failing });
      assert.equal(cellsOf('socket.setTTL()', test('arguments.test.ts')), '| throws');
      assert.equal(cellsOf('socket.setTTL()', test('withoutCompanion.test.ts')), '✔️ | throws');
      const refusal = test('withoutCompanion.test.ts', 'what needs the companion says so');
      assert.equal(cellsOf('socket.setTTL()', refusal), '✔️ |');
    }
  });

  test('is not tested if no test counts for it, whatever passes', () => {
    assert.equal(cellsOf('socket[Symbol.asyncDispose]()'), '✔️ | not tested');
  });

  test('wants tests that are there', () => {
    const tests = NODE_REPORTS[0]?.tests ?? [];
    assert.deepEqual(source.misnamed(tests), []);
    const wanted =
      /^test\/node\/dgram has no test "setTTL\(any\)…" for socket\.setTTL\(\) with .*docs\/dgram\.yaml$/;
    assert.match(source.misnamed(tests.filter((each) => each.name !== name)).join(), wanted);
    const elsewhere = tests.map((each) =>
      each.name === name ? { ...each, file: 'withoutCompanion.test.ts' } : each
    );
    assert.match(source.misnamed(elsewhere).join(), wanted);
  });

  /** The cells with and without the companion, when this test is among the results. */
  function cellsOf(api: string, ...more: TestOutcome[]): string | undefined {
    const results = new Results(
      NODE_REPORTS.map((report) => ({ ...report, tests: [...report.tests, ...more] }))
    );
    const runs = source.runs.map(({ run }) => run);
    const proved = (cell: string): boolean =>
      results.doubts((test) => source.counts(cell, test), runs).length === 0;
    const text = source.files(proved, (each) => each)[0]?.text ?? '';
    const row = text.split('\n').find((line) => line.startsWith(`| \`${api}\` |`));
    return row?.split(' | ').slice(1, 3).join(' | ').trim();
  }
});

/** `server.listen(port, host)` as `server.listen`, an event as `server drop`. */
function keyOf(api: string): string {
  return api.replace(/\(.*/, '').replace(/event '(\w+)'/, '$1');
}

/** What the types of Node's module declare, as {@link keyOf} gives it. */
function declaredBy(name: NodeModule['name']): string[] {
  const file = path.join(repositoryRoot, `node_modules/@types/node/${name}.d.ts`);
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node)) found.add(`${name}.${node.name?.text ?? ''}`);
    else if (ts.isClassDeclaration(node)) membersOf(node).forEach((member) => found.add(member));
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found];
}

function membersOf({ name, members }: ts.ClassDeclaration): string[] {
  const owner = name?.text ?? '';
  const variable =
    owner === 'SocketAddress' ? 'socketaddress' : owner.replace(/^(?:TLS|.)/, (first) => first.toLowerCase());
  return members.flatMap((member) => {
    const own = member.name?.getText() ?? '';
    const event = /^on\(\s*event: "(\w+)"/.exec(member.getText())?.[1];
    if (event !== undefined) return [`${variable} ${event}`];
    return own === '' || EMITTER.test(own) ? [] : [`${variable}${own.startsWith('[') ? '' : '.'}${own}`];
  });
}
