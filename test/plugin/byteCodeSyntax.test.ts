import { parse } from 'acorn';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sayForByteCode } from '../../plugin/dist/byteCodeSyntax.js';

function named(code: string): string {
  return sayForByteCode(code, (text) => parse(text, { ecmaVersion: 2022, sourceType: 'module' }) as never);
}

// What DevEco's byte-code compiler refuses, and what it takes, was tried with those of OpenHarmony 5.0.0, 6.1 and 7.0, built from their sources.
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

describe("other syntax that DevEco's byte-code compiler refuses", () => {
  it('is said in other words', () => {
    for (const [code, said] of [
      ['o={async return(){},async*await(){}};', "o={async 'return'(){},async*'await'(){}};"],
      ['({get=1,a=2,...b}=o);', '({get: get=1,a=2,...b}=o);'],
      ['const f=async({async=1,a:{set=2}})=>0;', 'const f=async({async: async=1,a:{set: set=2}})=>0;'],
      ['class A{get=1;static set;}', "class A{'get'=1;static 'set';}"],
      ['a:try{break a}catch{}', 'a:{try{break a}catch{}}'],
      ['function*a(){for(yield 1,b=2;;);}', 'function*a(){for((yield 1,b=2);;);}'],
      ['()=>{return.5.toFixed()}', '()=>{return 0.5.toFixed()}']
    ] as const)
      assert.equal(named(code), said);
  });

  it('means the same then', async () => {
    const code =
      '(async ({ get = 1 }) => { const o = { async return() { return get; } }; class A { set = 2; }' +
      ' a: try { break a; } catch {} return [await o.return(), o.return.name, new A().set, .5.toFixed(1)]; })({})';
    assert.notEqual(named(code), code);
    assert.deepEqual(await eval(named(code)), await eval(code));
  });

  it('stays as it is elsewhere', () => {
    for (const code of [
      'function* a() { for (const b = yield 1; yield 2; yield 3); for ((yield 1); ; ); }',
      "class A { async return() {} get() {} static = 1; #get = 1; ['set'] = 2; } o = { return() {}, async: 1 };",
      'const { get: a = 1, async, set } = o; a: { try { break a; } catch {} } x = 0.5.toFixed() + .5e1.toFixed();'
    ])
      assert.equal(named(code), code);
  });
});

// Seen with the engine of 5.0.0, built from its sources: with `a` false, `a && b | c` was `c`, and `b` was not asked.
describe("syntax that DevEco's byte-code compiler reads otherwise", () => {
  it('is put in parentheses', () => {
    for (const [code, said] of [
      ['a&&b|c', 'a&&(b|c)'],
      ['a && b[0] | b[1] | c && d(b)', 'a && (b[0] | b[1] | c) && d(b)'],
      ['a ^ b && c & d | e || f', 'a ^ b && (c & d | e) || f'],
      ['if(a&&(b&&c|d)!==0)e()', 'if(a&&(b&&(c|d))!==0)e()']
    ] as const)
      assert.equal(named(code), said);
  });

  it('stays as it is where both read the same', () => {
    for (const code of [
      'a && (b | c)',
      'a | b && c',
      'a || b | c',
      '(a && b) | c',
      'a && b || c',
      'a &&= b | c'
    ])
      assert.equal(named(code), code);
  });
});

// Seen with the same engine; the compilers of 6.1 and 7.0 have the same source there.
describe("syntax that DevEco's byte-code compiler makes the wrong code of", () => {
  const DELETED = [
    ['delete a?.b', '!![a].every(o=>o==null||delete o.b)'],
    ['a\ndelete(b.c?.[d])', 'a\n!![b.c].every(o=>o==null||delete o[d])'],
    ['delete a?.b.c', '!![a?.b].every(o=>o==null||delete o.c)'],
    ['delete (a || b)?.[c?.[o]]', '!![(a || b)].every(oo=>oo==null||delete oo[c?.[o]])']
  ] as const;
  const FILLED = [
    ['`${a} ${b.c()}`', "`${''.concat(a)} ${''.concat(b.c())}`"],
    ['`${a, b}${`${c}`}`', "`${''.concat((a, b))}${`${''.concat(c)}`}`"]
  ] as const;
  const OF_ARROWS = [
    ['f=(a=this.b)=>a', 'f=(a=this.b)=>(()=>this,a)'],
    ['f=({a=[this.b]}={})=>({a})', 'f=({a=[this.b]}={})=>((()=>this,{a}))'],
    ['class A{b(c=()=>this.d){return c}}', 'class A{b(c=()=>this.d){return c;()=>this}}']
  ] as const;

  it('is said in other words', () => {
    for (const [code, said] of [...DELETED, ...FILLED, ...OF_ARROWS]) assert.equal(named(code), said);
  });

  it('means the same then', () => {
    const code =
      '(() => { const a = { b: { c: 1, d: 2 }, toString: () => "a", valueOf: () => 0 }; let none;' +
      ' const deleted = [delete a?.b.c, delete a.b?.["d"], delete a?.x?.y, delete none?.[none.z]];' +
      ' return [deleted, a.b, `${a}${(0, a)}`,' +
      ' new (class { z = 1; m(f = () => this.z, g = (h = this.z) => h) { return [f(), g()] } })().m()]; })()';
    assert.notEqual(named(code), code);
    assert.deepEqual(eval(named(code)), eval(code));
    assert.throws(() => eval(named('`${Symbol()}`')), TypeError);
  });

  it('stays as it is elsewhere', () => {
    for (const code of [
      'delete a.b; delete (a?.b).c; a?.b',
      'async () => delete a?.[await b]',
      'function f(a = this.b, c = function () { return () => this; }, d = class { e = () => this; }) {}',
      'tag`${a}`; `${1}${"a"}${!a}${a + b}${a++}${typeof a}`'
    ])
      assert.equal(named(code), code);
  });
});
