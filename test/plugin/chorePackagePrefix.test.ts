import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { FixtureApp } from './fixtureApp.ts';
import { relativeImports, relativeSpecifiers, resolveImport } from './relativeImports.ts';
import { build } from './taroCommand.ts';

describe('a build with harmony.chorePackagePrefix', () => {
  const app = new FixtureApp({
    plugins: [['taro-harmony-socket', { addInternetPermission: false }]],
    harmony: { chorePackagePrefix: '@team/taro' }
  });
  const page = path.join(app.harmonyOutput, 'pages/library/index/index_taro_comp.js');
  let output: string;

  before(async () => {
    output = await build(app, 'harmony');
  });
  after(() => app.remove());

  it("takes Taro's API from the other package", () => {
    assert.match(readFileSync(page, 'utf8'), /from ?"@team\/taro\/@tarojs\/taro"/);
    assert.equal(existsSync(path.join(app.harmonyOutput, 'npm/@tarojs')), false);
  });

  it("resolves the app's own import of the library to the delivered copy", () => {
    const resolved = relativeSpecifiers(page).map((specifier) => resolveImport(page, specifier));
    assert.ok(resolved.includes(path.join(app.harmonyOutput, 'npm/taro-harmony-socket/index.ts')));
    assert.deepEqual(relativeImports(app.harmonyOutput).unresolved, []);
  });

  it('says what does not work then', () => {
    assert.match(
      output,
      /^taro-harmony-socket: harmony\.chorePackagePrefix is set, .*@team\/taro.*Taro\.createUDPSocket\(\)/m
    );
  });

  it('warns of a missing permission and leaves module.json5 alone, as addInternetPermission is false', () => {
    assert.match(
      output,
      /^taro-harmony-socket: .*module\.json5 does not request ohos\.permission\.INTERNET/m
    );
    assert.doesNotMatch(readFileSync(app.moduleFile, 'utf8'), /requestPermissions/);
  });
});
