import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { emitFromNowhere, faults, resetHost } from '../control.ts';
import {
  boundUdp,
  closePair,
  collect,
  connectedPair,
  rejectionOf,
  textsOf,
  toPort,
  until
} from '../support/sockets.ts';

afterEach(() => resetHost());

/** What a socket hears when it sends `texts` to itself under the plan, and then a last one without it. */
async function heardDatagrams(texts: readonly string[]): Promise<string[]> {
  const { socket, port } = await boundUdp();
  const messages = collect(socket, 'message');
  for (const data of texts) await socket.send({ data, address: toPort(port) });
  // Loopback keeps the order: when the last datagram is there, all others have been.
  await socket.send({ data: 'last', address: toPort(port) });
  await until(() => textsOf(messages).includes('last'), 'the last datagram');
  faults.reset();
  await socket.close();
  return textsOf(messages).filter((text) => text !== 'last');
}

/** What a client gets of `text`, and the events of its end. */
async function receivedStream(text: string): Promise<{ messages: string[]; ends: unknown[] }> {
  const pair = await connectedPair();
  const messages = collect(pair.client, 'message');
  const ends: unknown[] = [];
  pair.client.on('close', (payload: unknown) => ends.push(['close', payload]));
  pair.client.on('error', (payload: unknown) => ends.push(['error', payload]));
  await pair.accepted.send({ data: text });
  await until(() => textsOf(messages).join('') === text || ends.length > 0, 'the text or the end');
  faults.reset();
  const endsBeforeClose = [...ends];
  await closePair(pair);
  return { messages: textsOf(messages), ends: endsBeforeClose };
}

describe('faults of what arrives', () => {
  test('a datagram is dropped', async () => {
    faults.add({ datagram: 'dropped', skip: 1, times: 1 });
    assert.deepEqual(await heardDatagrams(['a', 'b', 'c']), ['a', 'c']);
  });

  test('a datagram comes twice', async () => {
    faults.add({ datagram: 'duplicated', times: 1 });
    assert.deepEqual(await heardDatagrams(['a', 'b']), ['a', 'a', 'b']);
  });

  test('two datagrams change places', async () => {
    faults.add({ datagram: 'swapped', times: 1 });
    assert.deepEqual(await heardDatagrams(['a', 'b', 'c']), ['b', 'a', 'c']);
  });

  test('a stream comes in pieces of one size', async () => {
    faults.add({ kind: 'tcp', stream: { cut: 4 } });
    assert.deepEqual((await receivedStream('0123456789')).messages, ['0123', '4567', '89']);
  });

  test('a stream comes in random pieces, the same ones for the same seed', async () => {
    const text = 'x'.repeat(500);
    const runs = [];
    for (const seed of [3, 3, 4]) {
      faults.reset(seed);
      faults.add({ kind: 'tcp', stream: { cut: 'randomly' } });
      runs.push((await receivedStream(text)).messages.map((piece) => piece.length));
    }
    assert.deepEqual(runs[0], runs[1]);
    assert.notDeepEqual(runs[0], runs[2]);
    assert.ok((runs[0] ?? []).length > 5);
  });

  test('a reset comes after a number of bytes', async () => {
    faults.add({ kind: 'tcp', stream: { resetAt: 6 } });
    const { messages, ends } = await receivedStream('0123456789');
    assert.deepEqual(messages, ['012345']);
    assert.deepEqual(ends, [['error', { code: 0 }]]);
  });

  test('after the reset the connection is gone', async () => {
    const pair = await connectedPair();
    faults.add({ kind: 'tcp', stream: { resetAt: 1 } });
    const errors = collect(pair.client, 'error');
    const closes = collect(pair.accepted, 'close');
    pair.accepted.on('message', () => {});
    pair.client.on('message', () => {});
    await pair.accepted.send({ data: 'x' });
    await until(() => errors.length > 0 && closes.length > 0, 'the reset at both ends');
    assert.deepEqual(await rejectionOf(pair.client.send({ data: 'y' })), {
      code: 2301107,
      message: 'Socket not connected'
    });
    await closePair(pair);
  });

  test("the peer's FIN comes after a number of bytes", async () => {
    faults.add({ kind: 'tcp', stream: { endAt: 4 } });
    const { messages, ends } = await receivedStream('0123456789');
    assert.deepEqual(messages, ['0123']);
    assert.deepEqual(ends, [['close', {}]]);
  });
});

describe('faults of events', () => {
  test('an event is swallowed, repeated, or comes with another payload or none', async () => {
    const { socket, port } = await boundUdp();
    const messages = collect(socket, 'message');
    faults.add({ event: 'message', effect: 'swallowed', times: 1 });
    faults.add({ event: 'message', effect: 'repeated', times: 1 });
    faults.add({ event: 'message', effect: 'withoutPayload', times: 1 });
    faults.add({ event: 'message', effect: { payload: { message: 5 } }, times: 1 });
    for (const data of ['a', 'b', 'c', 'd']) await socket.send({ data, address: toPort(port) });
    await until(() => messages.length === 4, 'four events');
    assert.deepEqual(textsOf(messages.slice(0, 2)), ['b', 'b']);
    assert.deepEqual(messages.slice(2), [undefined, { message: 5 }]);
    await socket.close();
  });

  test('a socket emits an event that nothing caused', async () => {
    resetHost();
    const { socket } = await boundUdp();
    const errors = collect(socket, 'error');
    emitFromNowhere('udp', 0, 'error', { code: 9 });
    assert.deepEqual(errors, [{ code: 9 }]);
    assert.throws(() => emitFromNowhere('udp', 7, 'error', {}), /no udp socket number 7/);
    await socket.close();
  });
});
