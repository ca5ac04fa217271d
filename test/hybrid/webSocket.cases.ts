import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { type WebSocket, WebSocketServer } from 'ws';
import { networks, resetHost } from '../host/control.ts';
import type { BrowserApp, Way } from './support/browserApp.ts';
import { eventually } from './support/eventually.ts';

const LIMIT = 50 * 60_000;

/** `connectSocket` and its task in the page: the library's own machine, over the app's WebSocket. */
export function webSocketCases(app: BrowserApp, way: Way): void {
  describe(`SocketTask over the ${way}`, { timeout: LIMIT }, () => {
    let server: WebSocketServer;
    let port: number;
    before(async () => {
      server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'json' });
      await once(server, 'listening');
      ({ port } = server.address() as AddressInfo);
      server.on('connection', onConnection);
    });
    afterEach(async () => {
      await app.closeAll();
      resetHost();
    });
    after(() => {
      for (const client of server.clients) client.terminate();
      server.close();
    });

    it('sends and receives texts and bytes, tells protocols and headers, and closes with code and reason', async () => {
      const connected = once(server, 'connection');
      const { complaints, run } = await app.show(way);
      const result = run(async ({ neighbours, watch }, port) => {
        const told: string[] = [];
        const note = ({ errMsg }: { errMsg: string }): void => void told.push(errMsg);
        const task = neighbours.connectSocket({
          url: `ws://127.0.0.1:${port}/live`,
          header: { 'X-Token': 'of the page' },
          protocols: ['json'],
          success: note
        });
        const seen = watch(task);
        await seen.times('open');
        const states = [task.readyState];
        const bytes = Uint8Array.from({ length: 256 }, (_, value) => value);
        task.send({ data: bytes.buffer, success: note });
        // What the buffer holds at the call is sent.
        bytes.fill(0);
        task.send({ data: 'héllo 🛰️' });
        task.send({ data: new Uint16Array([1, 2, 3]).subarray(1) });
        await seen.count(3);
        task.close({ code: 4001, reason: 'enough', success: note });
        await seen.times('close');
        states.push(task.readyState);
        const data = (seen.messages as unknown as { data: string | ArrayBuffer }[]).map(({ data }) =>
          typeof data === 'string' ? data : [...new Uint8Array(data)]
        );
        const protocol = (seen.events[0]?.[1] as unknown as { header: Record<string, string> }).header[
          'sec-websocket-protocol'
        ];
        return { told, states, data, protocol, close: seen.events.at(-1), waiting: task.bufferedAmount };
      }, port);
      const [, request] = (await connected) as [WebSocket, { headers: Record<string, string>; url: string }];
      assert.deepEqual(await result, {
        told: ['connectSocket:ok', 'sendSocketMessage:ok', 'closeSocket:ok'],
        states: [1, 3],
        data: [Array.from({ length: 256 }, (_, value) => value), 'héllo 🛰️', [2, 0, 3, 0]],
        protocol: 'json',
        close: ['close', { code: 4001, reason: 'enough' }],
        waiting: 0
      });
      assert.deepEqual([request.headers['x-token'], request.url], ['of the page', '/live']);
      assert.deepEqual(complaints, []);
    });

    it("gives the library's errors: refused, wrong arguments, a lost connection; and the peer's close", async () => {
      const { run } = await app.show(way);
      const ends = await run(async ({ neighbours, watch }, port) => {
        const life = async (url: string, path?: string): Promise<unknown[]> => {
          const task = neighbours.connectSocket({ url });
          const seen = watch(task);
          if (path !== undefined) {
            await seen.times('open');
            task.send({ data: path });
          }
          await seen.times('close');
          return seen.events.filter(([name]) => name !== 'open').map(([name, event]) => ({ name, ...event }));
        };
        const served = `ws://127.0.0.1:${port}`;
        const noUrl = 'http://127.0.0.1';
        return [
          await life('ws://127.0.0.1:1'),
          await life(noUrl),
          await life(served, 'close'),
          await life(served, 'break')
        ];
      }, port);
      assert.deepEqual(ends, [
        [
          {
            name: 'error',
            errMsg: 'connectSocket:fail refused, unreachable, or no WebSocket server',
            errCode: -4,
            code: 200
          },
          { name: 'close', code: 1006, reason: 'abnormal closure' }
        ],
        [
          {
            name: 'error',
            errMsg:
              "connectSocket:fail parameter url: expected a URL that begins with ws:// or wss://, got 'http://127.0.0.1'",
            errCode: 1
          },
          { name: 'close', code: 1006, reason: 'abnormal closure' }
        ],
        [{ name: 'close', code: 4002, reason: 'of the peer' }],
        [
          { name: 'error', errMsg: 'SocketTask:fail the connection was lost', errCode: -2, code: 200 },
          { name: 'close', code: 1006, reason: 'abnormal closure' }
        ]
      ]);
    });

    it('has the functions without a task', async () => {
      const { run } = await app.show(way);
      const seen = await run(async ({ neighbours }, port) => {
        const opened = new Promise<void>((resolve) => neighbours.onSocketOpen(() => resolve()));
        const message = new Promise((resolve) => neighbours.onSocketMessage(({ data }) => resolve(data)));
        const closed = new Promise((resolve) => neighbours.onSocketClose(resolve));
        void neighbours.connectSocket({ url: `ws://127.0.0.1:${port}` });
        await opened;
        const sent = await neighbours.sendSocketMessage({ data: 'without a task' });
        const echoed = await message;
        await neighbours.closeSocket({});
        return [sent.errMsg, echoed, await closed];
      }, port);
      assert.deepEqual(seen, ['sendSocketMessage:ok', 'without a task', { code: 1000, reason: '' }]);
    });

    it('is closed when the page is left', async () => {
      const connected = once(server, 'connection');
      const { page, run } = await app.show(way);
      await run(async ({ neighbours, watch }, port) => {
        await watch(neighbours.connectSocket({ url: `ws://127.0.0.1:${port}` })).times('open');
      }, port);
      const [client] = (await connected) as [WebSocket];
      const closed = once(client, 'close');
      await page.goto('about:blank');
      const [code] = (await closed) as [number];
      assert.equal(code, 1001);
      await eventually(() => server.clients.size === 0);
    });

    it('is told of its lost network, and so is a UDP socket, which goes on', async () => {
      const { page, run } = await app.show(way);
      const heard = run(async ({ byName, neighbours, watch }, port) => {
        const udp = byName.createUDPSocket();
        const ofUdp = watch(udp);
        const bound = udp.bind();
        await ofUdp.times('listening');
        // This device by a name that is not taken for loopback.
        const ofTask = watch(neighbours.connectSocket({ url: `ws://0.0.0.0:${port}` }));
        await ofTask.times('open');
        Object.assign(globalThis, { mark: 'connected' });
        await Promise.all([ofTask.times('close'), ofUdp.times('error')]);
        udp.send({ address: '127.0.0.1', port: bound, message: 'to itself' });
        await ofUdp.count(1);
        udp.close();
        return [...ofTask.events.slice(1), ...ofUdp.events.slice(1)].map(([name, event]) => ({
          name,
          ...event
        }));
      }, port);
      await page.waitForFunction('globalThis.mark === "connected"');
      networks.removeAll();
      assert.deepEqual(await heard, [
        { name: 'error', errMsg: 'SocketTask:fail the network of the connection is lost', errCode: -2 },
        { name: 'close', code: 1006, reason: 'abnormal closure' },
        {
          name: 'error',
          errMsg:
            'UDPSocket:fail errno:100 errmsg:the network of the socket is lost; it goes on over the next one',
          errCode: -2,
          errno: 100
        }
      ]);
    });
  });
}

/** Echoes, but for two words. */
function onConnection(client: WebSocket): void {
  client.on('error', () => {});
  client.on('message', (data: Buffer, isBinary) => {
    const text = data.toString();
    if (text === 'close') client.close(4002, 'of the peer');
    else if (text === 'break') client.terminate();
    else client.send(data, { binary: isBinary });
  });
}
