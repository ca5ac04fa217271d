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

  it('may have what looks like that', () => {
    assert.deepEqual(
      refusals('x = a / v; y = "/v"; // import.meta, and as "x"', 'x = /v/u; y = async (a) => a;'),
      []
    );
  });
});
