import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { FixtureApp, type FixtureOptions } from './fixtureApp.ts';
import { relativeImports } from './relativeImports.ts';
import { build, FAULTY, TaroCommand } from './taroCommand.ts';

function createApp(t: TestContext, options: FixtureOptions): FixtureApp {
  const app = new FixtureApp(options);
  t.after(() => app.remove());
  return app;
}

describe('a build of a project with a mistake', { concurrency: true }, () => {
  it('names the file if module.json5 is missing, and goes on', async (t) => {
    const app = createApp(t, { plugins: ['taro-harmony-socket'], module: null });
    const output = await build(app, 'harmony', false);
    assert.ok(output.includes(`taro-harmony-socket: ${app.moduleFile} does not exist`));
    assert.match(output, FAULTY);
    assert.deepEqual(relativeImports(app.harmonyOutput).unresolved, []);
  });

  it('names the file and the place if module.json5 is broken, leaves it alone and goes on', async (t) => {
    const broken = '{ "module": { "name": }';
    const app = createApp(t, { plugins: ['taro-harmony-socket'], module: broken });
    const output = await build(app, 'harmony', false);
    assert.match(
      output,
      /^taro-harmony-socket: cannot read or change .*module\.json5: Unexpected token.* 1:23/m
    );
    assert.equal(readFileSync(app.moduleFile, 'utf8'), broken);
  });

  it('ends with one line that names an option that does not exist, and the config', async (t) => {
    const app = createApp(t, { plugins: [['taro-harmony-socket', { addPermission: true }]] });
    const command = new TaroCommand(app, ['--type', 'harmony']);
    assert.equal(await command.end(), 1);
    const [line, ...rest] = command.output.split('\n').filter((each) => each.includes('addPermission'));
    assert.match(
      line ?? '',
      /^taro-harmony-socket: invalid option: "addPermission" is not allowed; .*, webSocket \(/
    );
    assert.ok(line?.includes(path.join(app.folder, 'config/index')), line);
    assert.deepEqual(rest, []);
    assert.doesNotMatch(command.output, /^ {4}at /m);
  });
});
