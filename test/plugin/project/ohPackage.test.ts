import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import JSON5 from 'json5';
import { OhPackage, withDependency } from '../../../plugin/dist/project/ohPackage.js';

const COMMENTED = "{\n  name: 'entry', // the only one\n  version: '1.0.0'\n}\n";

function dependenciesIn(text: string): unknown {
  return JSON5.parse<{ dependencies?: unknown }>(text).dependencies;
}

describe("a dependency in an entry's package", () => {
  it('is added, changed and removed; comments and layout stay', () => {
    const added = withDependency(COMMENTED, 'lib.so', 'file:./types');
    assert.match(added, /name: 'entry', \/\/ the only one\n/);
    assert.deepEqual(dependenciesIn(added), { 'lib.so': 'file:./types' });
    const changed = withDependency(added, 'lib.so', 'file:./other');
    assert.deepEqual(dependenciesIn(changed), { 'lib.so': 'file:./other' });
    assert.deepEqual(dependenciesIn(withDependency(changed, 'lib.so', undefined)), {});
  });

  it('leaves a text alone in which it is there, or is not and shall not be', () => {
    const text = '{ dependencies: { "lib.so": "file:./types" } }';
    assert.equal(withDependency(text, 'lib.so', 'file:./types'), text);
    assert.equal(withDependency(COMMENTED, 'lib.so', undefined), COMMENTED);
  });

  it('goes into the last of several lists, which is the one that counts', () => {
    const text = '{ dependencies: { a: "1" }, dependencies: { b: "1" } }';
    const parsed: unknown = JSON5.parse(withDependency(text, 'lib.so', 'file:./types'));
    assert.deepEqual(parsed, { dependencies: { b: '1', 'lib.so': 'file:./types' } });
  });
});

describe('the layout that Taro takes from the file', () => {
  function declared(t: TestContext): OhPackage {
    const folder = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const outputRoot = path.join(folder, 'src/main/ets');
    mkdirSync(outputRoot, { recursive: true });
    writeFileSync(path.join(folder, 'oh-package.json5'), COMMENTED);
    t.mock.method(console, 'log', () => undefined);
    const ohPackage = new OhPackage(outputRoot);
    ohPackage.declare('lib.so', 'file:./types');
    return ohPackage;
  }

  it('comes back', (t) => {
    const ohPackage = declared(t);
    const before = readFileSync(ohPackage.path, 'utf8');
    const said = { ...JSON5.parse<object>(before), devDependencies: {} };
    ohPackage.keepLayout(() => writeFileSync(ohPackage.path, JSON.stringify(said, null, 2)));
    assert.equal(readFileSync(ohPackage.path, 'utf8'), before);
  });

  it('comes back where Taro has added packages, as it does for harmony_cpp', (t) => {
    const ohPackage = declared(t);
    const said = JSON5.parse<{ dependencies: object }>(readFileSync(ohPackage.path, 'utf8'));
    const added = {
      ...said,
      dependencies: { ...said.dependencies, '@taro-oh/library': 'file:../static/library.har' },
      devDependencies: { '@ohos/hypium': '1.0.13' }
    };
    ohPackage.keepLayout(() => writeFileSync(ohPackage.path, JSON.stringify(added, null, 2)));
    const text = readFileSync(ohPackage.path, 'utf8');
    assert.match(text, /name: 'entry', \/\/ the only one\n/);
    assert.deepEqual(JSON5.parse(text), added);
  });

  it('does not come back where Taro has changed something else of what the file says', (t) => {
    const ohPackage = declared(t);
    const changed = '{ "name": "entry", "version": "1.0.0", "dependencies": { "other": "1.0.0" } }';
    ohPackage.keepLayout(() => writeFileSync(ohPackage.path, changed));
    assert.equal(readFileSync(ohPackage.path, 'utf8'), changed);
  });
});
