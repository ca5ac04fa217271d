import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCode } from '../../../plugin/dist/check/codeFile.js';
import { MendedProject, PAGE_SCRIPT, RUNTIME } from './mendedProject.ts';

const project = MendedProject.forEachTest();

/** DevEco's words for each piece of code of a file. */
function refusals(...lines: string[]): string[] {
  return parseCode('index.js', lines.join('\n')).refused.map(({ line, devEco }) => `${line} ${devEco}`);
}

describe('the syntax of a built project', () => {
  it("is what DevEco's byte-code compiler knows", () => {
    project.append(PAGE_SCRIPT, 'export const place = import.meta.url;\n');
    project.append(RUNTIME, 'export const letters = /[a--b]/v;\n');
    project.finds(
      {
        severity: 'refused',
        file: RUNTIME,
        line: 7,
        problem: 'a regular expression has the flag v, which the byte-code compiler refuses',
        devEco: 'SyntaxError: Invalid RegExp flag',
        mend: 'write it with the flag u'
      },
      {
        severity: 'refused',
        file: PAGE_SCRIPT,
        line: 4,
        problem: 'import.meta has no value on HarmonyOS, and the byte-code compiler refuses it',
        devEco: 'Error: Unimplemented code path',
        mend: 'do without it; of import.meta, only import.meta.env has a value, which the build puts in its place'
      }
    );
  });

  it('has no names of exports that are strings', () => {
    assert.deepEqual(
      refusals(
        "export { a as 'module.exports' };",
        'import { "a b" as b } from "b";',
        'export * as "a b" from "b";',
        'export { a as b, default as c } from "b"; export * as d from "b";'
      ),
      [1, 2, 3].map((line) => `${line} SyntaxError: Unexpected token`)
    );
  });

  it('has no defaults of names alone in the parameters of async arrow functions', () => {
    assert.deepEqual(
      refusals(
        'f = async ({ a = 1 }) => a;',
        'f = async ([{ a = 1 }]) => a;',
        'f = async ({ x: { a = 1 } }) => a;',
        'f = async (a, { b = 1 } = {}) => async ({ a: a = 1 }) => b;',
        'f = ({ a = 1 }, [b = 2]) => async (c = 3, [d = 4]) => { const { e = 5 } = d; };'
      ),
      [1, 2, 3].map((line) => `${line} SyntaxError: Invalid shorthand property initializer.`)
    );
  });

  it('has no default export that is an async function without a name', () => {
    assert.deepEqual(
      refusals(
        'export default async () => {};',
        'export default async function () {}',
        'export default async function* () {}',
        'export default (async () => {});',
        'export default async function named() {}',
        'export default function () {}'
      ),
      [1, 2, 3].map(
        (line) => `${line} SyntaxError: Unexpected token, expected identifier after 'function' keyword`
      )
    );
  });

  it('has no async method of an object with a keyword for its name', () => {
    assert.deepEqual(
      refusals(
        'o = { async return() {} };',
        'o = { async *await() {} };',
        'o = { async public() {} };',
        'o = { async "return"() {}, return() {}, async static() {}, async get() {}, async of() {} };',
        'class A { async return() {} }'
      ),
      [1, 2, 3].map((line) => `${line} SyntaxError: Unexpected token in property key`)
    );
  });

  it('has no defaults of async, get and set alone', () => {
    assert.deepEqual(
      refusals(
        'const { async = 1 } = o;',
        'f = ({ get = 1 }) => get;',
        '({ set = 1 } = o);',
        'const { async, get: get = 1, of = 2 } = o, [set = 3] = [];'
      ),
      [1, 2, 3].map((line) => `${line} SyntaxError: Unexpected token`)
    );
  });

  it('has no fields of classes with the names get and set', () => {
    assert.deepEqual(
      refusals(
        'class A { get = 1; }',
        'class A { static set; }',
        'class A { set',
        '}',
        'class A { "get" = 1; #get = 1; static = 1; get() {} get set() { return 1; } }'
      ),
      [1, 2, 3].map((line) => `${line} SyntaxError: Unexpected token in class property`)
    );
  });

  it('has no label at try', () => {
    assert.deepEqual(refusals('a: try { break a; } catch {}', 'b: { try { break b; } catch {} }'), [
      '1 Segmentation fault'
    ]);
  });

  it('has no property of a number that begins with a point', () => {
    assert.deepEqual(
      refusals('() => { return.5.toFixed(); };', '0.5.toFixed(); .5e1.toFixed(); .5["toFixed"]();'),
      ['1 SyntaxError: Invalid numeric literal']
    );
  });

  it('has no for with yield at its beginning', () => {
    assert.deepEqual(
      refusals(
        'function* f(a) { for (yield a; a; ) {} }',
        'function* f(a) { for (yield a, 1; ; ) {} }',
        'function* f(a) { for ((yield a); yield a; yield a) {} for (const b = yield a; ; ) {} }'
      ),
      [1, 2].map((line) => `${line} SyntaxError: Primary expression expected`)
    );
  });

  it('has no | behind && that is not in parentheses', () => {
    assert.deepEqual(refusals('x = a && b | c;', 'x = a && (b | c);', 'x = a | b && c || d | e;'), [
      '1 nothing; with a false, it gives c'
    ]);
  });

  it('deletes nothing of an optional chain', () => {
    assert.deepEqual(
      refusals('delete a?.b;', 'delete (a.b?.c[0]);', 'delete a.b; delete (a?.b).c; delete a[b?.c];'),
      [1, 2].map((line) => `${line} nothing`)
    );
  });

  it('may have what looks like that', () => {
    assert.deepEqual(
      refusals('x = a / v; y = "/v"; // import.meta, and as "x"', 'x = /v/u; y = async (a) => a;'),
      []
    );
  });
});
