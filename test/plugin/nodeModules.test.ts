import assert from 'node:assert/strict';
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { findNodePackages } from '../../plugin/dist/nodeModules/packageGraph.js';
import { withSlashes } from '../../plugin/dist/outputPath.js';
import { FixtureApp } from './fixtureApp.ts';
import { folderSnapshot } from './folderSnapshot.ts';
import { build } from './taroCommand.ts';

const PAGE = 'src/pages/taro/index.jsx';
const PLUGIN = 'taro-harmony-socket';

function appWith(t: TestContext, code: string, options: Record<string, unknown> = {}): FixtureApp {
  const app = new FixtureApp({ plugins: [[PLUGIN, options]] });
  t.after(() => app.remove());
  app.write('src/app.config.js', "export default { pages: ['pages/taro/index'] };\n");
  app.write(PAGE, `${code}\nexport default function Page() { return null; }\n`);
  return app;
}

/** The package graph of an app whose page has this code. */
function graphOf(t: TestContext, code: string, named: string[] = []): ReturnType<typeof findNodePackages> {
  const app = appWith(t, code);
  return findNodePackages(path.join(app.folder, 'src'), named);
}

function names(clients: ReadonlyMap<string, string>): string[] {
  return [...clients.values()].sort();
}

describe('packages for Node', () => {
  it('are those that import dgram or net, at whatever depth, but for WebSockets that they bring along', (t) => {
    const { usesSockets, clients, spared, forNode } = graphOf(
      t,
      "import mqtt from 'mqtt'; import * as coap from 'coap';"
    );
    assert.equal(usesSockets, true);
    assert.deepEqual(names(clients), ['coap', 'mqtt', 'socks']);
    assert.deepEqual(names(spared), ['ws']);
    const folders = [...forNode].map((folder) => withSlashes(folder).split('node_modules/').at(-1));
    for (const name of ['mqtt', 'mqtt-packet', 'coap-packet', 'readable-stream', 'events'])
      assert.ok(folders.includes(name), `${name} is for Node`);
    assert.ok(!folders.some((name) => name?.startsWith('@tarojs/')));
  });

  it('get the globals also when only the app itself imports net', (t) => {
    const { usesSockets, clients, forNode } = graphOf(
      t,
      "import net from 'node:net'; import { client } from 'jsmodbus';"
    );
    assert.equal(usesSockets, true);
    assert.deepEqual(names(clients), []);
    assert.ok([...forNode].some((folder) => path.basename(folder) === 'jsmodbus'));
  });

  it('are none in an app without sockets, whatever else of Node its packages import', (t) => {
    const { usesSockets, clients, forNode, polyfills } = graphOf(
      t,
      "import { client } from 'jsmodbus'; import 'coap-packet';"
    );
    assert.equal(usesSockets, false);
    assert.equal(clients.size, 0);
    assert.deepEqual(forNode, polyfills);
  });

  it('are found in each place where they are installed, hoisted and nested', (t) => {
    const app = appWith(t, "import 'chatty'; import 'outer';");
    app.ownPackage('none');
    const files: Record<string, string> = {
      'chatty/package.json': '{ "name": "chatty", "version": "1.0.0", "browser": { "net": false } }',
      'chatty/index.js': "require('net');",
      'outer/package.json': '{ "name": "outer", "version": "1.0.0" }',
      'outer/index.js': "require('chatty');",
      'outer/node_modules/chatty/package.json': '{ "name": "chatty", "version": "2.0.0" }',
      'outer/node_modules/chatty/index.js': "require('dgram');"
    };
    for (const [name, text] of Object.entries(files)) app.write(`node_modules/${name}`, text);
    const { clients, forNode } = findNodePackages(path.join(app.folder, 'src'), []);
    const folders = ['chatty', 'outer/node_modules/chatty'].map((name) =>
      realpathSync(path.join(app.packages, name))
    );
    assert.deepEqual([...clients.keys()].sort(), folders);
    for (const folder of folders) assert.ok(forNode.has(folder), folder);
  });

  it('can be named', (t) => {
    assert.deepEqual(names(graphOf(t, "import { client } from 'jsmodbus';", ['jsmodbus']).clients), [
      'jsmodbus'
    ]);
  });
});

describe('nodeModules: false', () => {
  it('leaves the modules by their own names, and other imports as they are without the plugin', async (t) => {
    const code = `import dgram from 'taro-harmony-socket/dgram'; import * as tls from 'tls';
      export const opened = [dgram.createSocket('udp4'), tls.TLSSocket];`;
    const app = appWith(t, code, { nodeModules: false });
    const output = await build(app, 'harmony');
    assert.match(output, /Module "tls" has been externalized for browser compatibility/);
    const built = [...folderSnapshot(app.harmonyOutput)].filter(([name]) => !name.startsWith('npm/'));
    assert.ok(built.some(([, text]) => text.includes('ERR_SOCKET_DGRAM_NOT_RUNNING')));
  });
});

describe('outside of a Harmony build', () => {
  for (const name of ['dgram', 'net', 'http', 'https']) {
    it(`taro-harmony-socket/${name} says where it works`, () => {
      const require = createRequire(import.meta.url);
      const file = require.resolve('../../plugin/outside.js');
      assert.throws(
        () => require(file),
        /taro-harmony-socket\/dgram, \/net, \/tls, \/http and \/https work in Harmony builds only.*TARO_PLATFORM === 'harmony'$/
      );
      const { exports } = require('../../plugin/package.json') as {
        exports: Record<string, { default?: string }>;
      };
      assert.equal(exports[`./${name}`]?.default, './outside.js');
    });
  }
});
