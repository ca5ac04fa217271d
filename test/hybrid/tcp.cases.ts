import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterEach, describe, it } from 'node:test';
import { closeOpened } from '../library/support/opened.ts';
import { TcpServer } from '../library/support/tcpServer.ts';
import type { BrowserApp, Way } from './support/browserApp.ts';

const LIMIT = 50 * 60_000;
const LARGE = 10_000_000;
const PIECE = 65_536;

/** Every method and event of a TCP socket in the page. */
export function tcpCases(app: BrowserApp, way: Way): void {
  describe(`TCPSocket over the ${way}`, { timeout: LIMIT }, () => {
    afterEach(async () => {
      await app.closeAll();
      await closeOpened();
    });

    it('connects, writes and receives every byte value and text, and closes', async () => {
      const { complaints, run } = await app.show(way);
      const result = await run(async ({ byName, watch }, port) => {
        const tcp = byName.createTCPSocket();
        const seen = watch(tcp);
        tcp.connect({ address: '127.0.0.1', port });
        const bytes = Uint8Array.from({ length: 256 }, (_, value) => value);
        tcp.write(bytes);
        // What the buffer holds at the call is sent.
        bytes.fill(0);
        await seen.times('connect');
        const first = await seen.bytes(256);
        tcp.write('héllo 🛰️');
        tcp.write(new Uint16Array([1, 2, 3]).subarray(1));
        tcp.write(new ArrayBuffer(0));
        const all = await seen.bytes(256 + 14 + 4);
        const { remoteInfo } = seen.messages[0] ?? {};
        tcp.close();
        await seen.times('close');
        return {
          first,
          rest: all.slice(256),
          remote: remoteInfo,
          events: seen.events,
          buffered: tcp.bufferedAmount
        };
      }, app.peers.ports.tcpEcho);
      assert.deepEqual(
        result.first,
        Array.from({ length: 256 }, (_, value) => value)
      );
      assert.deepEqual(result.rest, [...Buffer.from('héllo 🛰️'), 2, 0, 3, 0]);
      const { size, ...remote } = result.remote ?? { size: 0 };
      assert.deepEqual(remote, { address: '127.0.0.1', family: 'IPv4', port: app.peers.ports.tcpEcho });
      assert.ok(size > 0);
      assert.deepEqual(
        result.events.filter(([name]) => name !== 'drain'),
        [
          ['connect', { errMsg: 'TCPSocket.connect:ok' }],
          ['close', { errMsg: 'TCPSocket.close:ok' }]
        ]
      );
      assert.equal(result.buffered, 0);
      assert.deepEqual(complaints, []);
    });

    it(`moves ${LARGE} bytes in both directions, in order`, async () => {
      const { run } = await app.show(way);
      const digests = await run(
        async ({ byName, watch }, { port, length, piece }) => {
          const sent = new Uint8Array(length);
          for (let at = 0; at < length; at++) sent[at] = (at * 31 + (at >>> 8) * 7 + (at >>> 16)) & 255;
          const tcp = byName.createTCPSocket();
          const seen = watch(tcp);
          tcp.connect({ address: '127.0.0.1', port });
          tcp.write(sent.subarray(0, piece));
          const waited = tcp.bufferedAmount;
          await seen.times('connect');
          for (let at = piece; at < length; at += piece) tcp.write(sent.subarray(at, at + piece));
          await seen.times('drain');
          while (seen.messages.reduce((sum, { message }) => sum + message.byteLength, 0) < length) {
            await seen.count(seen.messages.length + 1);
          }
          tcp.close();
          const received = new Uint8Array(
            await new Blob(seen.messages.map(({ message }) => message)).arrayBuffer()
          );
          let different = 0;
          for (let at = 0; at < length; at++) if (sent[at] !== received[at]) different++;
          return { length: received.length, different, waited };
        },
        { port: app.peers.ports.tcpEcho, length: LARGE, piece: PIECE }
      );
      assert.deepEqual(digests, { length: LARGE, different: 0, waited: PIECE });
    });

    it('sends the writes of one turn together, and each to the end before a close', async () => {
      const server = await TcpServer.open();
      const { container, run } = await app.show(way);
      let requests = 0;
      container.traffic.on('bridge', () => requests++);
      container.traffic.on('port', () => requests++);
      await run(async ({ byName, watch }, port) => {
        const tcp = byName.createTCPSocket();
        const seen = watch(tcp);
        tcp.connect({ address: '127.0.0.1', port });
        for (let line = 0; line < 1000; line++) tcp.write(`line ${line}\n`);
        tcp.close();
        await seen.times('close');
      }, server.port);
      const expected = Array.from({ length: 1000 }, (_, line) => `line ${line}\n`).join('');
      assert.equal(server.received.toString(), expected);
      // One for the calls, one for the release.
      assert.ok(requests <= (way === 'bridge' ? 3 : 2), String(requests));
    });

    it('tells of a refused connection and then of the close', async () => {
      const { run } = await app.show(way);
      const events = await run(async ({ byName, watch }, port) => {
        const tcp = byName.createTCPSocket({ type: 'ipv4' });
        const seen = watch(tcp);
        tcp.connect({ address: '127.0.0.1', port });
        await seen.times('close');
        return seen.events;
      }, app.peers.ports.refused);
      const [[error, { errMsg, errCode }] = ['', { errMsg: '', errCode: 0 }], close] = events;
      assert.deepEqual([error, errCode, close?.[0], events.length], ['error', -4, 'close', 2]);
      assert.match(errMsg, /^TCPSocket\.connect:fail refused or unreachable \(127\.0\.0\.1 port \d+\)$/);
    });

    it('tells of each wrong call that a listener makes when it hears of an error', async () => {
      const { run } = await app.show(way);
      const stories = await run(async ({ byName, watch }, port) => {
        const life = async (
          work: (tcp: ReturnType<typeof byName.createTCPSocket>) => void
        ): Promise<string[]> => {
          const tcp = byName.createTCPSocket();
          let isTold = false;
          tcp.onError(() => {
            if (isTold) return;
            isTold = true;
            work(tcp);
          });
          const seen = watch(tcp);
          tcp.connect({ address: '127.0.0.1', port });
          await Promise.all([seen.times('close'), seen.times('error', 2)]);
          return seen.events.map(([name]) => name);
        };
        return [await life((tcp) => tcp.onMessage(7 as never)), await life((tcp) => tcp.write('too late'))];
      }, app.peers.ports.refused);
      assert.deepEqual(stories[0], ['error', 'error', 'close']);
      // The app had closed it when it got the call.
      assert.deepEqual(stories[1]?.toSorted(), ['close', 'error', 'error']);
    });

    it('cuts what waits into pieces that travel, also before a call that is answered', async () => {
      const server = await TcpServer.open();
      const { container, run } = await app.show(way);
      // Nobody reads before the amount is known: what the kernel holds is less than what is written.
      server.onChange = () => server.connections.forEach((each) => each.pause());
      const read = (): void => {
        server.onChange = () => undefined;
        server.connections.forEach((each) => each.resume());
      };
      let longest = 0;
      container.traffic.on('bridge', (json) => {
        longest = Math.max(longest, json.length);
        if (json.includes('"close"')) read();
      });
      container.traffic.on('port', read);
      await run(async ({ byName, watch }, port) => {
        const tcp = byName.createTCPSocket();
        const seen = watch(tcp);
        tcp.connect({ address: '127.0.0.1', port });
        for (let piece = 0; piece < 5; piece++) tcp.write(new Uint8Array(3_000_000));
        if (!(tcp.bufferedAmount > 0)) throw new Error('nothing waits');
        tcp.close();
        await seen.times('close');
      }, server.port);
      // The kernel has it all by now; this process may still be reading.
      const [connection] = server.connections;
      if (connection?.closed === false) await once(connection, 'close');
      assert.equal(server.received.length, 15_000_000);
      assert.ok(longest < 6_000_000, String(longest));
    });

    it('tells of a reset, of the close by the peer after its data, and of wrong calls', async () => {
      const server = await TcpServer.open();
      let turn = 0;
      server.onChange = (): void => {
        const [first, second] = server.connections;
        if (turn === 0 && server.received.length > 0) {
          turn = 1;
          first?.resetAndDestroy();
        } else if (turn === 1 && second !== undefined) {
          turn = 2;
          second.end('last words');
        }
      };
      const { run } = await app.show(way);
      const result = await run(async ({ byName, watch }, port) => {
        const reset = byName.createTCPSocket();
        const seen = watch(reset);
        reset.connect({ address: '127.0.0.1', port });
        reset.write('x');
        await seen.times('close');
        const ended = byName.createTCPSocket({ highWaterMark: 0 });
        const other = watch(ended);
        ended.write('too early');
        ended.bindWifi({ BSSID: 'x' });
        ended.bindWifi(null as never);
        ended.connect({ address: '127.0.0.1', port, timeout: -1 });
        await other.times('error', 5);
        ended.connect({ address: '127.0.0.1', port });
        await other.times('close');
        ended.write('too late');
        await other.times('error', 6);
        return [
          seen.events
            .filter(([name]) => name !== 'connect')
            .filter(([name]) => name !== 'drain')
            .map(([name, { errno }]) => [name, errno]),
          other.events.filter(([name]) => name !== 'drain').map(([name, { errMsg }]) => `${name} ${errMsg}`),
          await other.bytes(10)
        ];
      }, server.port);
      const [ofReset, ofEnded, bytes] = result;
      assert.deepEqual(ofReset, [
        ['error', 104],
        ['close', undefined]
      ]);
      assert.deepEqual(ofEnded, [
        'error createTCPSocket:fail parameter highWaterMark: expected an integer from 1 to 9007199254740991, got 0',
        'error TCPSocket.write:fail the socket is not connected; call connect first',
        "error TCPSocket.bindWifi:fail parameter BSSID: expected six hexadecimal pairs like '8c:a6:df:c8:f7:4b', got 'x'",
        'error TCPSocket.bindWifi:fail parameter option: expected an object with BSSID, got null',
        'error TCPSocket.connect:fail parameter timeout: expected a number of seconds, got -1',
        'connect TCPSocket.connect:ok',
        'close TCPSocket.close:ok',
        'error TCPSocket.write:fail the socket is closed; create a new one'
      ]);
      assert.deepEqual(bytes, [...Buffer.from('last words')]);
    });
  });
}
