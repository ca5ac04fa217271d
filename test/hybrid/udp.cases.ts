import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { hasNativeCompanion } from '../../library/Index.ets';
import type { BrowserApp, Way } from './support/browserApp.ts';

const LIMIT = 50 * 60_000;
const ROUND_TRIPS = 1000;

/** Every method and event of a UDP socket in the page. */
export function udpCases(app: BrowserApp, way: Way): void {
  describe(`UDPSocket over the ${way}`, { timeout: LIMIT }, () => {
    afterEach(() => app.closeAll());

    it('binds at once, listens, sends and receives every byte value and text, and closes', async () => {
      const { complaints, run } = await app.show(way);
      const result = await run(async ({ byName, watch }, port) => {
        const udp = byName.createUDPSocket();
        const seen = watch(udp);
        const bound = udp.bind();
        await seen.times('listening');
        const bytes = Uint8Array.from({ length: 256 }, (_, value) => value);
        udp.send({ address: '127.0.0.1', port, message: bytes.buffer });
        // What the buffer holds at the call is sent.
        bytes.fill(0);
        await seen.count(1);
        udp.send({ address: '127.0.0.1', port: String(port), message: 'héllo 🛰️', offset: 7 });
        await seen.count(2);
        udp.send({ address: '127.0.0.1', port, message: new Uint16Array([1, 2, 3]), offset: 2, length: 2 });
        await seen.count(3);
        udp.connect({ address: '127.0.0.1', port });
        udp.write({ message: 'to the peer' });
        await seen.count(4);
        udp.close();
        await seen.times('close');
        return {
          bound,
          events: seen.events,
          messages: seen.messages.map(({ message, remoteInfo, localInfo }) => ({
            isBuffer: message instanceof ArrayBuffer,
            bytes: [...new Uint8Array(message)],
            remoteInfo,
            localInfo
          }))
        };
      }, app.peers.ports.udpEcho);
      const sent = [
        Buffer.from(Array.from({ length: 256 }, (_, value) => value)),
        Buffer.from('héllo 🛰️'),
        Buffer.from([2, 0]),
        Buffer.from('to the peer')
      ];
      assert.deepEqual(result.events, [
        ['listening', { errMsg: 'UDPSocket.listening:ok' }],
        ['close', { errMsg: 'UDPSocket.close:ok' }]
      ]);
      assert.deepEqual(
        result.messages,
        sent.map((bytes) => ({
          isBuffer: true,
          bytes: [...bytes],
          remoteInfo: {
            address: '127.0.0.1',
            family: 'IPv4',
            port: app.peers.ports.udpEcho,
            size: bytes.length
          },
          localInfo: { address: '0.0.0.0', family: 'IPv4', port: result.bound, size: bytes.length }
        }))
      );
      assert.ok(app.peers.udpSources.has(result.bound));
      assert.deepEqual(complaints, []);
    });

    it(`makes ${ROUND_TRIPS} round trips`, async () => {
      const { run } = await app.show(way);
      const answers = await run(
        async ({ byName, watch }, { port, count }) => {
          const udp = byName.createUDPSocket();
          const seen = watch(udp);
          udp.bind();
          await seen.times('listening');
          for (let turn = 1; turn <= count; turn++) {
            udp.send({ address: '127.0.0.1', port, message: `round ${turn}` });
            await seen.count(turn);
          }
          udp.close();
          return seen.messages.map(({ message }) => new TextDecoder().decode(message));
        },
        { port: app.peers.ports.udpEcho, count: ROUND_TRIPS }
      );
      assert.deepEqual(
        answers,
        Array.from({ length: ROUND_TRIPS }, (_, turn) => `round ${turn + 1}`)
      );
    });

    it("gives the library's errors for wrong arguments of every kind, one for each call, and lives on", async () => {
      const { run } = await app.show(way);
      const { errors, answer } = await run(async ({ byName, watch }, port) => {
        const udp = byName.createUDPSocket('udp5');
        const seen = watch(udp);
        const call = (
          name: 'bind' | 'send' | 'setTTL' | 'connect' | 'onMessage',
          argument: unknown
        ): unknown => (udp[name] as (argument: unknown) => unknown)(argument);
        const to = { address: '127.0.0.1', port };
        call('bind', NaN);
        call('bind', 65536);
        call('setTTL', 'x');
        call('send', undefined);
        call('send', null);
        call('send', { ...to, message: 5n });
        call('send', { ...to, message: [1, 2] });
        call('send', { ...to, port: Infinity, message: 'x' });
        call('send', { ...to, message: 'x', setBroadcast: {} });
        call('send', { ...to, message: new ArrayBuffer(4), offset: 5 });
        call('send', { ...to, message: '' });
        call('send', { ...to, message: 'x'.repeat(65508) });
        call('connect', () => {});
        call('onMessage', 7);
        call('send', {
          get address() {
            throw new Error('a getter of the app');
          }
        });
        await seen.times('error', 16);
        udp.send({ ...to, message: 'still here' });
        await seen.count(1);
        udp.close();
        await seen.times('close');
        udp.close();
        const bound = udp.bind();
        call('send', { ...to, message: 'x' });
        await seen.times('error', 18);
        return {
          errors: seen.events
            .filter(([name]) => name === 'error')
            .map(([, { errMsg, errCode }]) => `${errCode} ${errMsg}`),
          answer: [new TextDecoder().decode(seen.messages[0]?.message), bound]
        };
      }, app.peers.ports.udpEcho);
      assert.deepEqual(answer, ['still here', -1]);
      const port = 'parameter port: expected an integer from';
      const option = 'parameter option: expected an object with address';
      const message = 'parameter message: expected a string, an ArrayBuffer or a view of one, got';
      const closed = 'the socket is closed; create a new one';
      const expected = [
        "-1 createUDPSocket:fail parameter type: expected 'udp4' or 'udp6', got 'udp5'",
        `2 UDPSocket.bind:fail ${port} 0 to 65535, got NaN`,
        `2 UDPSocket.bind:fail ${port} 0 to 65535, got 65536`,
        '-1 UDPSocket.setTTL:fail parameter ttl: expected an integer from 0 to 255, got a string of length 1',
        `-1 UDPSocket.send:fail ${option}, port and message, got undefined`,
        `-1 UDPSocket.send:fail ${option}, port and message, got null`,
        `-1 UDPSocket.send:fail ${message} bigint`,
        `-1 UDPSocket.send:fail ${message} array`,
        `2 UDPSocket.send:fail ${port} 1 to 65535, got Infinity`,
        '-1 UDPSocket.send:fail parameter setBroadcast: expected a boolean, got a value of type object',
        '-1 UDPSocket.send:fail parameter offset: expected an integer from 0 to 4, got 5',
        '-1 UDPSocket.send:fail parameter message: is empty, and @ohos.net.socket cannot send an empty datagram',
        '-2 UDPSocket.send:fail errno:90 errmsg:Message too long: 65508 bytes, a datagram holds at most 65507',
        `-1 UDPSocket.connect:fail ${option} and port, got a value of type function`,
        '-1 UDPSocket.onMessage:fail parameter listener: expected a function, got 7',
        '-1 UDPSocket.send:fail a getter of the app',
        `-1 UDPSocket.bind:fail ${closed}`,
        `-1 UDPSocket.send:fail ${closed}`
      ];
      assert.deepEqual(errors.toSorted(), expected.toSorted());
    });

    it('has the listeners of the library: twice, removed, isolated from each other, none after close', async () => {
      const { complaints, run } = await app.show(way);
      const calls = await run(async ({ byName, watch }, port) => {
        const udp = byName.createUDPSocket();
        const calls: string[] = [];
        const twice = (): void => void calls.push('twice');
        const removed = (): void => void calls.push('removed');
        udp.onMessage(twice);
        udp.onMessage(() => {
          throw new Error('of a listener');
        });
        udp.onMessage(removed);
        udp.onMessage(twice);
        udp.onMessage(removed);
        udp.offMessage(removed);
        const seen = watch(udp);
        udp.send({ address: '127.0.0.1', port, message: 'one' });
        await seen.count(1);
        udp.offMessage();
        udp.onMessage(() => {
          calls.push('closing');
          udp.close();
        });
        udp.onMessage(() => calls.push('after close'));
        udp.send({ address: '127.0.0.1', port, message: 'two' });
        udp.send({ address: '127.0.0.1', port, message: 'three' });
        await seen.times('close');
        return calls;
      }, app.peers.ports.udpEcho);
      assert.deepEqual(calls, ['twice', 'twice', 'closing']);
      assert.equal(complaints.length, 1);
      assert.match(complaints[0] ?? '', /taro-harmony-socket: a listener threw Error: of a listener/);
    });

    it('tells of a port in use, and binds again', async () => {
      const { run } = await app.show(way);
      const result = await run(async ({ byName, watch }) => {
        const [first, second] = [byName.createUDPSocket(), byName.createUDPSocket()];
        const [seen, other] = [watch(first), watch(second)];
        const port = first.bind();
        await seen.times('listening');
        const promised = second.bind(port);
        await other.times('error');
        const free = second.bind();
        await other.times('listening');
        const again = second.bind(5);
        await other.times('error', 2);
        first.close();
        second.close();
        await Promise.all([seen.times('close'), other.times('close')]);
        return {
          samePort: promised === port,
          newPort: free !== port,
          again: again === free,
          events: other.events.map(([name, { errno }]) => [name, errno])
        };
      });
      assert.deepEqual(result, {
        samePort: true,
        newPort: true,
        again: true,
        events: [
          ['error', 98],
          ['listening', undefined],
          ['error', undefined],
          ['close', undefined]
        ]
      });
    });

    it('binds the port of a socket that is just closing, and none after its own close', async () => {
      const { run } = await app.show(way);
      const result = await run(async ({ byName, watch }) => {
        const [first, second, third] = [
          byName.createUDPSocket(),
          byName.createUDPSocket(),
          byName.createUDPSocket()
        ];
        const seen = [first, second, third].map(watch);
        const port = first.bind();
        await seen[0]?.times('listening');
        first.close();
        const bound = [first.bind(), second.bind(port)];
        await seen[1]?.times('listening');
        second.send({ address: '127.0.0.1', port, message: 'to itself' });
        await seen[1]?.count(1);
        second.close();
        bound.push(third.bind(String(port)), third.bind());
        await seen[2]?.times('error');
        third.close();
        await Promise.all(seen.map((each) => each.times('close')));
        return {
          bound: bound.map((each) => (each === port ? 'the port' : each)),
          events: seen.map(({ events }) =>
            events.map(([name, { errMsg }]) => (name === 'error' ? errMsg : name))
          )
        };
      });
      const [ofFirst, ofSecond, ofThird] = result.events;
      assert.deepEqual(result.bound, [-1, 'the port', 'the port', 'the port']);
      assert.deepEqual(ofFirst, [
        'listening',
        'UDPSocket.bind:fail the socket is closed; create a new one',
        'close'
      ]);
      assert.deepEqual(ofSecond, ['listening', 'close']);
      assert.deepEqual(
        ofThird?.filter((text) => !text.includes('already bound')),
        ['listening', 'close']
      );
    });

    it('sets the TTL, or says that it cannot', async () => {
      const { run } = await app.show(way);
      const errors = await run(async ({ byName, watch }) => {
        const udp = byName.createUDPSocket();
        const seen = watch(udp);
        udp.bind();
        udp.setTTL(3);
        udp.close();
        await seen.times('close');
        return seen.events.filter(([name]) => name === 'error').map(([, { errMsg }]) => errMsg);
      });
      if (hasNativeCompanion()) assert.deepEqual(errors, []);
      else assert.match(errors.join(), /^UDPSocket\.setTTL:fail nothing was changed/);
    });
  });
}
