import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cpSync, readFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { WebSocketServer } from 'ws';
import { bundleOutput } from '../../tools/demo/headless/bundle.ts';
import { reasonAgainstNamespace } from '../../tools/test/ownNetwork.ts';
import { runInNamespace } from '../native/support/namespace.ts';
import { RunningApp } from '../node/clients/runningApp.ts';
import { FACADE, librariesOf } from './facade.ts';
import { FixtureApp } from './fixtureApp.ts';
import { build } from './taroCommand.ts';

const PAGE = 'pages/localNetwork/index';

function read(app: FixtureApp, name: string): string {
  return readFileSync(path.join(app.harmonyOutput, name), 'utf8');
}

function addPage(app: FixtureApp): void {
  app.write('src/app.config.js', `export default { pages: ['${PAGE}'] };\n`);
  const source = path.join(import.meta.dirname, 'fixtures/localNetwork');
  cpSync(source, path.join(app.folder, 'src/pages/localNetwork'), { recursive: true });
}

describe("a built app that uses the sockets' neighbours", () => {
  const app = new FixtureApp({ plugins: [['taro-harmony-socket', { addNetworkPermissions: true }]] });
  const webSockets = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const echo = net.createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
  const bundle = path.join(app.folder, 'headless/app.mjs');
  let running: RunningApp;
  let url: string;

  before(async () => {
    addPage(app);
    await build(app, 'harmony');
    await bundleOutput(app.harmonyOutput, bundle, [PAGE]);
    running = await RunningApp.launch(pathToFileURL(bundle).href, PAGE);
    webSockets.on('connection', (client) => {
      client.on('message', (data, isBinary) => client.send(data, { binary: isBinary }));
    });
    if (webSockets.address() === null) await once(webSockets, 'listening');
    url = `ws://127.0.0.1:${(webSockets.address() as AddressInfo).port}`;
  });
  after(async () => {
    assert.equal(await running.end(), 0);
    webSockets.close();
    echo.close();
    app.remove();
  });

  it('asks for the Wi-Fi, binds to it and talks over it', async () => {
    const { port } = echo.address() as AddressInfo;
    assert.deepEqual(await running.run('talkOverWifi', { port }), {
      wifi: {
        SSID: 'host-module',
        BSSID: '02:00:00:00:00:01',
        secure: true,
        signalStrength: 100,
        frequency: 5180
      },
      localip: '192.0.2.11',
      netmask: '255.255.255.0',
      events: ['bindWifi', 'connect'],
      echoed: 'hello'
    });
  });

  it(
    "runs a WeChat page's code that finds a printer by mDNS, asks for the Wi-Fi and prints",
    { skip: reasonAgainstNamespace() ?? false },
    async () => {
      const parameters = [pathToFileURL(bundle).href, PAGE];
      assert.deepEqual(await runInNamespace('../plugin/namespace/printer.ts', parameters), {
        printed: 'a page\f',
        result: { serviceName: 'Office printer', ip: '192.0.2.20', port: true, answer: 'printed\n' }
      });
    }
  );

  it("talks over a WebSocket by WeChat's task", async () => {
    assert.deepEqual(await running.run('talkAtOnce', { url }), [
      'connectSocket:ok',
      'open true',
      'text',
      '1,2,3',
      'close 3000 done'
    ]);
  });

  it("talks over a WebSocket by Taro's promise", async () => {
    assert.equal(await running.run('talkByPromise', { url }), 'by promise');
  });

  it('hears of a wrong URL behind the promise', async () => {
    assert.match(String(await running.run('refuse')), /^connectSocket:fail parameter url: expected a URL/);
  });

  it('searches for services', async () => {
    assert.equal(await running.run('search'), 'startLocalServiceDiscovery:ok');
  });

  it('answers canIUse for them', async () => {
    assert.deepEqual(await running.run('canUse'), [true, true]);
  });

  it('requests the permissions that they need', () => {
    for (const permission of ['INTERNET', 'GET_NETWORK_INFO', 'GET_WIFI_INFO']) {
      assert.match(readFileSync(app.moduleFile, 'utf8'), new RegExp(`"ohos\\.permission\\.${permission}"`));
    }
  });

  it('imports the groups of the library that it names', () => {
    assert.deepEqual(librariesOf(app), [
      'TCPSocket',
      'UDPSocket',
      'webSocket/connectSocket',
      'network/getLocalIPAddress',
      'network/wifi',
      'network/localServices'
    ]);
  });
});

describe('a built app that may use some of them only', () => {
  const app = new FixtureApp({
    plugins: [['taro-harmony-socket', { webSocket: false, localServiceDiscovery: false }]]
  });
  after(() => app.remove());

  it("keeps Taro's own of a group that an option switches off, and adds no permission unasked", async () => {
    addPage(app);
    await build(app, 'harmony');
    assert.deepEqual(librariesOf(app), [
      'TCPSocket',
      'UDPSocket',
      'network/getLocalIPAddress',
      'network/wifi'
    ]);
    assert.doesNotMatch(read(app, FACADE), /connectSocket/);
    assert.doesNotMatch(readFileSync(app.moduleFile, 'utf8'), /GET_NETWORK_INFO/);
  });
});
