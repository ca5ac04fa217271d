import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { createTCPSocket, createUDPSocket, type SocketError } from '../../library/Index.ets';
import { EventLog } from './support/eventLog.ts';
import { closeOpened } from './support/opened.ts';
import { UdpPeer } from './support/udpPeer.ts';

const SECRET = 'SECRET PAYLOAD';

/** Collects what the library logs. */
function collectLog(): () => string[] {
  const methods = ['error', 'warn', 'info', 'log', 'debug'] as const;
  const spies = methods.map((method) => mock.method(console, method, () => undefined).mock);
  return () => spies.flatMap((spy) => spy.calls.map((call) => call.arguments.map(String).join(' ')));
}

/** Lets the errors be told that were found until now: in this turn, or in that of a timer where this one has told of others. */
function errorsTold(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

describe('error events', () => {
  afterEach(async () => {
    mock.restoreAll();
    await closeOpened();
  });

  it('are logged when nobody listens, once each', async () => {
    const socket = createUDPSocket();
    const logged = collectLog();
    socket.send({ address: '127.0.0.1', port: 0, message: SECRET });
    socket.bind(-1);
    await errorsTold();
    assert.equal(logged().length, 2);
    assert.match(logged()[0] ?? '', /^taro-harmony-socket: .*UDPSocket\.send:fail parameter port: /);
    assert.match(logged()[1] ?? '', /^taro-harmony-socket: .*UDPSocket\.bind:fail parameter port: /);
    socket.onError(() => undefined);
    socket.bind(-1);
    await errorsTold();
    assert.equal(logged().length, 2, 'an error that has a listener is not logged');
  });

  it('and the log never show the payload', async () => {
    const logged = collectLog();
    const peer = await UdpPeer.open();
    const udp = createUDPSocket();
    const tcp = createTCPSocket();
    const errors: SocketError[] = [];
    udp.onError((error) => errors.push(error));
    tcp.onError((error) => errors.push(error));
    const log = new EventLog(udp);
    const to = { address: '127.0.0.1', port: peer.port };
    const secrets = [[SECRET], { SECRET }, 5, null] as unknown as string[];
    for (const message of secrets) udp.send({ ...to, message });
    udp.send({ ...to, message: SECRET, setBroadcast: 1 as never });
    udp.send({ ...to, message: SECRET.repeat(10_000) });
    udp.send({ ...to, port: -1, message: SECRET });
    udp.send({ address: 'nobody.test', port: 1, message: SECRET });
    for (const data of [...secrets, new String(SECRET)]) tcp.write(data as string);
    // The message in the wrong place.
    for (const misplaced of [SECRET as never, [SECRET] as never]) {
      udp.send(misplaced);
      udp.write(misplaced);
      tcp.connect(misplaced);
      tcp.bindWifi(misplaced);
      createTCPSocket(misplaced).onError((error) => errors.push(error));
      for (const name of ['offset', 'length', 'setBroadcast']) {
        udp.send({ ...to, message: new Uint8Array(1), [name]: misplaced });
      }
      tcp.connect({ ...to, timeout: misplaced });
      udp.setTTL(misplaced);
      udp.onError(misplaced);
    }
    tcp.write(SECRET);
    udp.onMessage(() => {
      throw new Error('a listener that fails');
    });
    udp.send({ ...to, port: udp.bind(), message: SECRET });
    await log.times('Message', 1);
    udp.send({ address: '127.0.0.1', port: udp.bind(), message: SECRET });
    await log.times('Message', 2);
    udp.close();
    udp.send({ ...to, message: SECRET });
    await log.times('Close', 1);
    tcp.close();
    await errorsTold();
    assert.ok(errors.length >= 30, `${errors.length} errors`);
    assert.ok(logged().length >= 1, 'the listener that throws is logged');
    for (const text of [...errors.map(({ errMsg }) => errMsg), ...logged()]) {
      assert.equal(text.includes('SECRET'), false, text);
    }
  });
});
