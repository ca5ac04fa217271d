import assert from 'node:assert/strict';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { FixtureApp, type FixtureOptions } from './fixtureApp.ts';
import { folderSnapshot } from './folderSnapshot.ts';
import { TaroCommand } from './taroCommand.ts';

const HARMONY_ETS = '@tarojs/plugin-platform-harmony-ets';

function createApp(t: TestContext, options: FixtureOptions): FixtureApp {
  const app = new FixtureApp(options);
  t.after(() => app.remove());
  return app;
}

/** Runs a build that cannot be. @returns what the plugin has said, and everything that was said */
async function refusal(app: FixtureApp, platform = 'harmony'): Promise<{ own: string[]; output: string }> {
  const before = folderSnapshot(app.entry);
  const command = new TaroCommand(app, ['--type', platform]);
  assert.equal(await command.end(), 1, command.output);
  assert.deepEqual(folderSnapshot(app.entry), before, 'nothing is written');
  const own = command.output.split('\n').filter((line) => line.startsWith('taro-harmony-socket:'));
  return { own, output: command.output };
}

/** The app's own framework plugin, which here does nothing: the build ends before. */
function withFrameworkPlugin(app: FixtureApp, framework: string): void {
  app.ownPackage('none');
  const folder = path.join(app.ownScope('@tarojs'), `plugin-framework-${framework}`);
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'index.js'), 'module.exports = () => undefined;\n');
}

describe('a build that Taro cannot make', { concurrency: true }, () => {
  for (const framework of ['vue3', 'solid', 'preact']) {
    it(`ends with one line for ${framework}`, async (t) => {
      const app = createApp(t, { plugins: ['taro-harmony-socket'], framework });
      withFrameworkPlugin(app, framework);
      const { own, output } = await refusal(app);
      assert.equal(own.length, 1, output);
      assert.match(
        own[0] ?? '',
        new RegExp(`builds React apps only.*${framework}.*: build it for harmony-hybrid`)
      );
    });
  }

  it('names the plugin that registers harmony_cpp, and shows no stack', async (t) => {
    const { own, output } = await refusal(createApp(t, { plugins: ['taro-harmony-socket'] }), 'harmony_cpp');
    assert.deepEqual(own, [
      "taro-harmony-socket: harmony_cpp is the platform of @tarojs/plugin-platform-harmony-cpp, which is not among the plugins of Taro's config"
    ]);
    assert.doesNotMatch(output, /^\s+at /m);
  });

  it('names the command that installs the missing platform, and shows no stack', async (t) => {
    const app = createApp(t, { plugins: ['taro-harmony-socket'] });
    // A copy of this package beside which there is no platform.
    const own = app.ownPackage('taro-harmony-socket');
    const source = path.resolve(import.meta.dirname, '../../plugin');
    cpSync(source, own, { recursive: true, filter: (file) => path.basename(file) !== 'node_modules' });
    const taro = app.ownScope('@tarojs');
    rmSync(path.join(taro, 'plugin-platform-harmony-ets'));
    const { own: lines, output } = await refusal(app);
    assert.deepEqual(lines, [
      `taro-harmony-socket: ${HARMONY_ETS} is not installed: npm install --save-dev ${HARMONY_ETS}@4.2.0 ` +
        '(pnpm add --save-dev, yarn add --dev)'
    ]);
    assert.doesNotMatch(output, /^\s+at /m);
  });
});
