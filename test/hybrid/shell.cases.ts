import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { HybridSockets } from '../../library/Hybrid.ets';
import type { TCPSocket } from '../../library/Index.ets';
import type { AppFunction } from '../../tools/hybrid/shell/MethodChannel.ts';
import type { BrowserApp, ShownPage } from './support/browserApp.ts';

const LIMIT = 50 * 60_000;

/** Pages whose shell lacks something, is of another version, or is at fault. */
export function shellCases(app: BrowserApp): void {
  describe('a page whose shell', { timeout: LIMIT }, () => {
    afterEach(() => app.closeAll());

    const faults: [string, Readonly<Record<string, AppFunction>> | undefined, RegExp][] = [
      [
        'is not there',
        undefined,
        /the page does not run in a TaroWebContainer of the shell @hybrid\/web-container/
      ],
      [
        'has no sockets',
        {},
        /the app offers its pages no sockets: .*add `harmonySocketListen: sockets\.harmonySocketListen, harmonySocketCall: sockets\.harmonySocketCall`/
      ],
      [
        'is of another version',
        {
          harmonySocketListen: () => ({
            error: 'the page speaks version 1 of the protocol and the app version 2'
          })
        },
        /the page speaks version 1 of the protocol and the app version 2/
      ],
      [
        'answers nonsense',
        { harmonySocketListen: () => [] },
        /the shell's bridge gave no answer that makes sense/
      ],
      [
        'answers calls with nonsense',
        {
          harmonySocketListen: () => ({ version: 1, page: 'x', port: false }),
          harmonySocketCall: () => ({ results: 5 })
        },
        /the shell's bridge gave no answer that makes sense/
      ],
      [
        'throws',
        {
          harmonySocketListen: () => {
            throw new Error('in the shell');
          }
        },
        /the shell's bridge threw: the bridge answered with status 500/
      ]
    ];
    for (const [name, injected, text] of faults) {
      it(`${name}: each call gives an error event that says so, and close closes`, async () => {
        const shown = await app.showWith(injected);
        const { bound, buffered, errors, closes } = await callAll(shown);
        assert.equal(bound, -1);
        assert.equal(buffered, 0);
        assert.deepEqual(
          errors.map((message) => message.slice(0, message.indexOf(':'))),
          ['UDPSocket.bind', 'UDPSocket.send', 'UDPSocket.setTTL', 'TCPSocket.connect', 'TCPSocket.write']
        );
        for (const message of errors) assert.match(message, text);
        assert.equal(closes, 2);
        assert.deepEqual(
          shown.complaints.filter((complaint) => !complaint.includes('status of 500')),
          []
        );
      });
    }

    it('gets its sockets later: they work from the next call on', async () => {
      const sockets = new HybridSockets();
      let isReady = false;
      const { run } = await app.showWith(
        {
          harmonySocketListen: (hello) => (isReady ? sockets.harmonySocketListen(hello) : undefined),
          harmonySocketCall: sockets.harmonySocketCall
        },
        sockets
      );
      const bind = (): Promise<number> =>
        run(({ byName }) => {
          const holder = globalThis as unknown as { udp?: ReturnType<typeof byName.createUDPSocket> };
          holder.udp ??= byName.createUDPSocket();
          return holder.udp.bind();
        });
      assert.equal(await bind(), -1);
      await run(async ({ byName, watch }) => {
        const tcp = byName.createTCPSocket();
        tcp.write('refused');
        await watch(tcp).times('error');
        Object.assign(globalThis, { tcp });
      });
      isReady = true;
      assert.ok((await bind()) > 0);
      const buffered = await run(() => {
        const { tcp } = globalThis as unknown as { tcp: TCPSocket };
        tcp.connect({ address: '127.0.0.1', port: 1 });
        return tcp.bufferedAmount;
      });
      // What was refused does not wait.
      assert.equal(buffered, 0);
    });

    it('cannot be given a text that is too long to be made: the call gives an error event, and the others go', async () => {
      const sockets = new HybridSockets();
      const { run } = await app.showWith(
        { harmonySocketListen: sockets.harmonySocketListen, harmonySocketCall: sockets.harmonySocketCall },
        sockets,
        () => {
          const encode = globalThis.btoa;
          globalThis.btoa = (text): string => {
            if (text.length > 4_194_304) throw new RangeError('Invalid string length');
            return encode(text);
          };
        }
      );
      const events = await run(async ({ byName, watch }) => {
        const tcp = byName.createTCPSocket();
        const seen = watch(tcp);
        tcp.write('too early');
        tcp.write(new Uint8Array(5_000_000));
        tcp.write('too early');
        tcp.close();
        await seen.times('close');
        return seen.events.map(([name, { errMsg }]) => (name === 'error' ? errMsg : name));
      });
      const early = 'TCPSocket.write:fail the socket is not connected; call connect first';
      assert.deepEqual(
        events.toSorted(),
        [
          early,
          early,
          "TCPSocket.write:fail the shell's bridge threw: Invalid string length",
          'close'
        ].toSorted()
      );
    });

    it('sends nonsense: the page says so in its console, and its sockets work on', async () => {
      const sockets = new HybridSockets();
      let deliver: (batch: unknown) => void = () => {};
      const shown = await app.showWith(
        {
          harmonySocketListen: (hello) => {
            ({ deliver } = hello as { deliver: typeof deliver });
            return sockets.harmonySocketListen(hello);
          },
          harmonySocketCall: sockets.harmonySocketCall
        },
        sockets
      );
      await callAll(shown);
      for (const batch of [null, 5, {}, { number: 1, events: [null] }, { page: 'x', number: 1, events: [] }])
        deliver(batch);
      const { bound } = await callAll(shown);
      assert.ok(bound > 0);
      assert.deepEqual(
        shown.complaints,
        Array.from({ length: 4 }, () => 'taro-harmony-socket: the app sent what is no batch of events')
      );
    });

    it('offers a port to a page that cannot take one: the bridge carries all', async () => {
      const sockets = new HybridSockets();
      const shown = await app.showWith(
        { harmonySocketListen: sockets.harmonySocketListen, harmonySocketCall: sockets.harmonySocketCall },
        sockets,
        () => Reflect.deleteProperty(globalThis, 'MessageChannel')
      );
      sockets.useMessagePort({
        createWebMessagePorts: () => assert.fail('a port was made')
      } as unknown as Parameters<typeof sockets.useMessagePort>[0]);
      const { bound, closes } = await callAll(shown);
      assert.ok(bound > 0);
      assert.equal(closes, 2);
    });

    it('offers a port: the payload is in no call of the bridge any more', async () => {
      const shown = await app.show('port');
      const calls: string[] = [];
      shown.container.traffic.on('bridge', (json) => calls.push(json));
      await shown.run(async ({ byName, watch }) => {
        const udp = byName.createUDPSocket();
        const seen = watch(udp);
        const port = udp.bind();
        await seen.times('listening');
        udp.send({ address: '127.0.0.1', port, message: new TextEncoder().encode('the secret') });
        await seen.count(1);
        udp.close();
        await seen.times('close');
      });
      assert.ok(calls.length > 0);
      const base64 = Buffer.from('the secret').toString('base64');
      assert.deepEqual(
        calls.filter((json) => json.includes(base64) || json.includes('the secret')),
        []
      );
    });
  });
}

/** Calls what a socket has, in one turn, and closes. */
async function callAll({
  run
}: ShownPage): Promise<{ bound: number; buffered: number; errors: string[]; closes: number }> {
  return run(async ({ byName, watch }) => {
    const [udp, tcp] = [byName.createUDPSocket(), byName.createTCPSocket()];
    const [ofUdp, ofTcp] = [watch(udp), watch(tcp)];
    const bound = udp.bind();
    udp.send({ address: '127.0.0.1', port: 9, message: 'x' });
    udp.setTTL(5);
    tcp.connect({ address: '127.0.0.1', port: 1 });
    tcp.write('x');
    const buffered = tcp.bufferedAmount;
    for (const socket of [udp, tcp]) {
      socket.close();
      socket.close();
    }
    await Promise.all([ofUdp.times('close'), ofTcp.times('close')]);
    const all = [...ofUdp.events, ...ofTcp.events];
    return {
      bound,
      buffered,
      errors: all.filter(([name]) => name === 'error').map(([, { errMsg }]) => errMsg),
      closes: all.filter(([name]) => name === 'close').length
    };
  });
}
