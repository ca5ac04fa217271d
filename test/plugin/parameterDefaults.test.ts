import { parse } from 'acorn';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nameParameterDefaults } from '../../plugin/dist/parameterDefaults.js';

function named(code: string): string {
  return nameParameterDefaults(
    code,
    (text) => parse(text, { ecmaVersion: 2022, sourceType: 'module' }) as never
  );
}

// What DevEco's byte-code compiler refuses, and what it takes, was tried with that of OpenHarmony 5.0.0, built from its sources.
describe('defaults in the parameters of async arrow functions', () => {
  it('have their names said twice, as DevEco refuses them otherwise', () => {
    assert.equal(named('f = async ({ b = 1 }) => b;'), 'f = async ({ b: b = 1 }) => b;');
    assert.equal(
      named('f = async(a,{b,c=2,...d},[{e=3}])=>0;'),
      'f = async(a,{b,c: c=2,...d},[{e: e=3}])=>0;'
    );
    assert.equal(
      named('f = async ({ a: { b = 1 } }, { c = 2 } = {}, ...[{ d = 3 }]) => 0;'),
      'f = async ({ a: { b: b = 1 } }, { c: c = 2 } = {}, ...[{ d: d = 3 }]) => 0;'
    );
  });

  it('are found in one another', () => {
    assert.equal(
      named('f = async ({ g = async ({ h = 1 }) => h }) => async ({ i = g }) => i;'),
      'f = async ({ g: g = async ({ h: h = 1 }) => h }) => async ({ i: i = g }) => i;'
    );
  });

  it('mean the same, with the names that functions get', async () => {
    const code = 'async ({ a = 1, f = () => a }, [{ b = 2 } = {}] = []) => [a, b, f(), f.name]';
    const call = async (text: string): Promise<unknown> =>
      (eval(text) as (options: object) => Promise<unknown>)({ a: 3 });
    assert.notEqual(named(code), code);
    assert.deepEqual(await call(named(code)), await call(code));
  });

  it('stay as they are elsewhere', () => {
    for (const code of [
      'f = ({ b = 1 }) => b; async (f);',
      'async function f({ b = 1 }) { const { c = 2 } = b; }',
      'f = async ({ b }, [c = 1], d = { e: 1 }) => { const { g = 2 } = d; };',
      'f = async ({ b: c = 1 }) => c; ({ async(h = 1) {} });'
    ])
      assert.equal(named(code), code);
  });
});
