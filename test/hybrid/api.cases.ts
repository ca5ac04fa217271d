import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { BrowserApp } from './support/browserApp.ts';

/** How an app's code reaches the sockets. */
export function apiCases(app: BrowserApp): void {
  describe('the API in the page', () => {
    afterEach(() => app.closeAll());

    it('is reached by the default import, by name, by this package and by the default object itself', async () => {
      const { complaints, run } = await app.show('bridge');
      const ports = await run(({ byDefaultImport, byName, byPackage, taro }) => {
        return [byDefaultImport, byName, byPackage, taro].map(({ createUDPSocket, createTCPSocket }) => {
          createTCPSocket().close();
          const udp = createUDPSocket();
          const port = udp.bind();
          udp.close();
          return port;
        });
      });
      assert.equal(ports.length, 4);
      for (const port of ports) assert.ok(port > 0 && port < 65536, String(port));
      assert.deepEqual(complaints, []);
    });

    it('answers canIUse for both creators and their methods, in the build and in the page', async () => {
      const { run } = await app.show('bridge');
      const answers = await run(({ canIUse }) => {
        const names = [
          'createUDPSocket',
          'createTCPSocket.return.write',
          'UDPSocket.bind',
          'TCPSocket.bindWifi',
          'SocketTask.onMessage',
          'getLocalIPAddress.success.netmask',
          'request',
          'UDPSocket.nonsense',
          'createUDPSocket.return.bind.port',
          ''
        ];
        return [canIUse.inTheBuild, names.map((name) => canIUse.inThePage(name))];
      });
      assert.deepEqual(answers, [
        [true, true, true, false, true, true],
        [true, true, true, true, true, true, true, false, false, false]
      ]);
    });

    it('reaches the groups of functions in the same ways', async () => {
      const { run } = await app.show('bridge');
      const isSame = await run(({ namedNeighbours, taro }) => {
        return Object.entries(namedNeighbours).map(([name, given]) => given === taro[name]);
      });
      assert.deepEqual(isSame, [true, true, true, true]);
    });

    it("leaves the rest of Taro's API as it is", async () => {
      const { run } = await app.show('bridge');
      const kinds = await run(({ taro }) => {
        return ['navigateTo', 'getCurrentPages', 'getEnv', 'eventCenter'].map((name) => typeof taro[name]);
      });
      assert.deepEqual(kinds, ['function', 'function', 'function', 'object']);
    });

    it('has no TLS, says so in an event for each call, and connects nobody in the clear', async () => {
      const { run } = await app.show('bridge');
      const result = await run(async ({ byName, watch }) => {
        const plain = byName.createTCPSocket();
        const secure = byName.createTCPSocket({ tls: true });
        const [seenPlain, seenSecure] = [watch(plain), watch(secure)];
        plain.startTLS();
        secure.connect({ address: '127.0.0.1', port: 1 });
        for (const socket of [plain, secure]) socket.close();
        for (const seen of [seenPlain, seenSecure]) await seen.times('close');
        return [seenPlain, seenSecure].map((seen) =>
          seen.events.map(([name, event]) => [name, (event as { errMsg: string }).errMsg])
        );
      });
      const text = 'fail TLS is not available in the page of a hybrid app';
      assert.deepEqual(result, [
        [
          ['error', `TCPSocket.startTLS:${text}`],
          ['close', 'TCPSocket.close:ok']
        ],
        [
          ['error', `createTCPSocket:${text}`],
          ['error', `TCPSocket.connect:${text}`],
          ['close', 'TCPSocket.close:ok']
        ]
      ]);
    });

    it('gives an event for an option whose getter throws, and nothing that may mean TLS a plain connection', async () => {
      const { run } = await app.show('bridge');
      const errors = await run(async ({ byName, watch }) => {
        const throwing = (): never => {
          throw new Error('of a getter');
        };
        const options = [
          Object.defineProperty({}, 'type', { get: throwing }),
          Object.defineProperty({}, 'tls', { get: throwing }),
          { tls: 0 },
          { tls: '' }
        ];
        return Promise.all(
          options.map(async (option) => {
            const tcp = byName.createTCPSocket(option);
            const seen = watch(tcp);
            tcp.connect({ address: '127.0.0.1', port: 1 });
            await seen.times('error', 2);
            tcp.close();
            await seen.times('close');
            return seen.events.filter(([name]) => name === 'error').map(([, { errMsg }]) => errMsg);
          })
        );
      });
      const noTls = 'fail TLS is not available in the page of a hybrid app';
      const withTls = [`createTCPSocket:${noTls}`, `TCPSocket.connect:${noTls}`];
      assert.deepEqual(errors, [
        [
          'createTCPSocket:fail of a getter',
          'TCPSocket.connect:fail refused or unreachable (127.0.0.1 port 1)'
        ],
        withTls,
        withTls,
        withTls
      ]);
    });

    it('gives objects whose methods work alone, and that JSON, copies and proxies do not harm', async () => {
      const { run } = await app.show('bridge');
      const result = await run(async ({ byName, watch }) => {
        const udp = byName.createUDPSocket();
        const proxied = new Proxy(udp, {});
        const seen = watch(udp);
        const { bind } = proxied as { bind: (this: void) => number };
        const port = bind();
        await seen.times('listening');
        const tcp = byName.createTCPSocket();
        const texts = [JSON.stringify({ udp, tcp }), JSON.stringify(structuredClone({ udp }))];
        proxied.close();
        tcp.close();
        await seen.times('close');
        return { port: port > 0, texts, events: seen.events.map(([name]) => name) };
      });
      assert.deepEqual(result, {
        port: true,
        texts: ['{"udp":{},"tcp":{}}', '{"udp":{}}'],
        events: ['listening', 'close']
      });
    });
  });
}
