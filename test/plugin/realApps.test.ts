import { transform } from 'esbuild';
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import vm from 'node:vm';
import { FixtureApp } from './fixtureApp.ts';
import { build } from './taroCommand.ts';

/** More than Rollup loads modules at once in Vite 4. */
const PAGES = Array.from({ length: 30 }, (_, index) => `pages/page${index}/index`);

/** A page that is named by its folder. */
const FOLDER_PAGE = 'pages/folder';

const PAGE_FROM_WECHAT = 'pages/weChat';

/** Taro takes the styles of the classes that a page names. */
const STYLED_PAGE = `import { View } from '@tarojs/components';
import './index.css';
export default () => <View className='read unread' />;
`;

const STYLES = `.unread { text-shadow: none; background-repeat: inherit; background-position: 2rpx 3rpx; color: red }
.read { text-shadow: 1px 2px 3px #000; background-repeat: no-repeat; background-position: right 10px top }
`;

/** As code is that comes from WeChat. */
const WX_PAGE = `import * as All from '@tarojs/taro';
import Taro, { useLoad } from '@tarojs/taro';
wx.createUDPSocket().onMessage(() => All.createTCPSocket());
export default () => useLoad(() => Taro.getEnv());
`;

const NO_PAGE = 'export default () => null;\n';

/** What a component has made, as Taro's runtime looks at it. */
interface TaroElement {
  props: { className: string; __hmStyle?: object };
  _owner: { pendingProps: object };
}

interface TaroWindow {
  setTimeout: (listener: () => void, delay: number) => number;
  clearTimeout: (timer: number) => void;
  setInterval: TaroWindow['setTimeout'];
  clearInterval: TaroWindow['clearTimeout'];
  requestAnimationFrame: (listener: () => void) => number;
  cancelAnimationFrame: TaroWindow['clearTimeout'];
}

interface TaroRuntime {
  __combine_nesting_style__: (element: TaroElement) => TaroElement;
  window: TaroWindow;
}

/** One module of Taro's runtime, over what it needs of the others. */
async function loadRuntime(file: string): Promise<TaroRuntime> {
  const { code } = await transform(readFileSync(file, 'utf8'), { loader: 'ts', format: 'cjs' });
  const others = {
    parseClasses: (classes: string) => classes.split(' '),
    requestAnimationFrame: (listener: () => void) => setTimeout(listener),
    cancelAnimationFrame: clearTimeout,
    TaroEventTarget: class {},
    Location: class {},
    History: class {}
  };
  const module = { exports: {} as TaroRuntime };
  const timers = { setTimeout, clearTimeout, setInterval, clearInterval };
  vm.runInNewContext(code, { module, require: () => others, ...timers });
  return module.exports;
}

describe('an app with what has ended the builds of real ones', () => {
  const app = new FixtureApp({ plugins: ['@tarojs/plugin-html', 'taro-harmony-socket'] });
  const runtime = path.join(app.harmonyOutput, 'npm/@tarojs/runtime');
  let output: string;

  before(async () => {
    for (const page of PAGES) app.write(`src/${page}.jsx`, NO_PAGE);
    app.write(`src/${FOLDER_PAGE}/index.jsx`, STYLED_PAGE);
    app.write(`src/${FOLDER_PAGE}/index.css`, STYLES);
    app.write(`src/${PAGE_FROM_WECHAT}.jsx`, WX_PAGE);
    const pages = [...PAGES, FOLDER_PAGE, PAGE_FROM_WECHAT];
    app.write('src/app.config.js', `export default ${JSON.stringify({ pages })};\n`);
    output = await build(app, 'harmony');
  });
  after(() => app.remove());

  it('has all of its many pages, and the one that is named by its folder', () => {
    for (const page of [...PAGES, FOLDER_PAGE]) {
      assert.ok(existsSync(path.join(app.harmonyOutput, `${page}.ets`)), page);
      assert.ok(existsSync(path.join(app.harmonyOutput, page, 'index_taro_comp.js')), page);
    }
  });

  it('has the styles that Taro can read, and is told of those that would have ended the build', () => {
    const page = readFileSync(path.join(app.harmonyOutput, FOLDER_PAGE, 'index_taro_comp.js'), 'utf8');
    for (const name of ['textShadow', 'backgroundRepeat', 'backgroundPosition', 'color']) {
      assert.match(page, new RegExp(`${name}:`));
    }
    for (const style of [
      'text-shadow: none',
      'background-repeat: inherit',
      'background-position: 2rpx 3rpx'
    ]) {
      assert.match(
        output,
        new RegExp(`^taro-harmony-socket: .*index\\.css has "${style}", which would end`, 'm')
      );
    }
    assert.doesNotMatch(output, /no-repeat|right 10px/);
  });

  it("has Taro's sockets behind WeChat's name, and behind a name for all of Taro", () => {
    const file = path.join(app.harmonyOutput, PAGE_FROM_WECHAT, 'index_taro_comp.js');
    const page = readFileSync(file, 'utf8');
    const facade =
      /import ([\w$]+)(?:, \{[^}]*\})? from ['"](?:\.\.\/)+npm\/taro-harmony-socket\/taro['"]/.exec(
        page
      )?.[1];
    assert.ok(facade !== undefined, page);
    for (const call of ['createUDPSocket', 'createTCPSocket', 'useLoad', 'getEnv']) {
      assert.ok(page.includes(`${facade}.${call}(`), `${call} in ${page}`);
    }
  });

  it('shows components whose class is none, of which Taro wants a text as soon as styles are nested', async () => {
    const { __combine_nesting_style__: combine } = await loadRuntime(path.join(runtime, 'dom/cssNesting.ts'));
    for (const key of ['card', undefined, null, false, '']) {
      const value = { color: 'red' };
      const element: TaroElement = {
        props: { className: 'card' },
        _owner: { pendingProps: { __styleSheet: { key, value } } }
      };
      assert.equal(combine(element), element);
      assert.deepEqual(element.props.__hmStyle, key === 'card' ? value : undefined);
    }
  });

  it("has timers by Taro's window, and what stops them", async () => {
    const { window } = await loadRuntime(path.join(runtime, 'bom/window.ts'));
    const stopped = () => assert.fail('was stopped');
    window.clearTimeout(window.setTimeout(stopped, 0));
    window.clearInterval(window.setInterval(stopped, 0));
    window.cancelAnimationFrame(window.requestAnimationFrame(stopped));
    await new Promise<void>((resolve) => window.requestAnimationFrame(resolve));
    await new Promise<void>((resolve) => window.setTimeout(resolve, 0));
    await new Promise<void>((resolve) => {
      let times = 0;
      const interval = window.setInterval(() => {
        if (++times < 2) return;
        window.clearInterval(interval);
        resolve();
      }, 0);
    });
  });

  it('imports nothing of @tarojs/plugin-html, and the build says so', () => {
    assert.doesNotMatch(readFileSync(path.join(app.harmonyOutput, 'app.ets'), 'utf8'), /plugin-html/);
    assert.match(output, /^taro-harmony-socket: left out what @tarojs\/plugin-html adds to the app/m);
    assert.doesNotMatch(output, /DevEco refuses this build/);
  });
});
