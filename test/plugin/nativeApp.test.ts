import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { FixtureApp } from './fixtureApp.ts';
import { build, TaroCommand } from './taroCommand.ts';

/** What a native app has in `ets/`. */
const OWN: Readonly<Record<string, string>> = {
  'entryability/EntryAbility.ets': 'export default class EntryAbility {}\n',
  'pages/Own.ets': '@Entry\n@Component\nstruct Own { build() {} }\n'
};

function nativeApp(t: TestContext): FixtureApp {
  const app = new FixtureApp({ plugins: ['taro-harmony-socket'] });
  t.after(() => app.remove());
  const ets = path.relative(app.folder, app.harmonyOutput);
  for (const [name, text] of Object.entries(OWN)) app.write(path.join(ets, name), text);
  app.write(path.relative(app.folder, app.pagesFile), '{ "src": ["pages/Own"] }\n');
  return app;
}

/** What is there of the app's own, by now. */
function ownOf(app: FixtureApp): Record<string, string> {
  return Object.fromEntries(
    Object.keys(OWN).map((name) => [name, readFileSync(path.join(app.harmonyOutput, name), 'utf8')])
  );
}

describe('a build for a native app', () => {
  it('adds its pages to those of the app, and starts nothing else', async (t) => {
    const app = nativeApp(t);
    const output = await build(app, 'harmony', true, ['--blended']);
    assert.match(output, /^taro-harmony-socket: kept all that is in .*ets, .*harmony\.output\.clean/m);
    assert.deepEqual(ownOf(app), OWN);
    assert.match(
      readFileSync(app.moduleFile, 'utf8'),
      /"srcEntry": "\.\/ets\/entryability\/EntryAbility\.ets"/
    );
    assert.deepEqual(JSON.parse(readFileSync(app.pagesFile, 'utf8')), {
      src: ['pages/Own', 'pages/library/index', 'pages/taro/index', 'pages/views/deep/index']
    });
    assert.match(readFileSync(path.join(app.harmonyOutput, 'pages/library/index.ets'), 'utf8'), /^@Entry$/m);
  });

  it('leaves it alone when Taro ends the build of its components, as it finds none', async (t) => {
    const app = nativeApp(t);
    const command = new TaroCommand(app, ['native-components', '--type', 'harmony']);
    await command.end();
    assert.match(command.output, /components/);
    assert.deepEqual(ownOf(app), OWN);
  });
});
