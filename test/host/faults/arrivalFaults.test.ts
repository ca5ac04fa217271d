import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { emitFromNowhere, faults } from '../control.ts';
import { cleanUpAfterEach, collect, connectedPair, fails, textsOf, until } from '../support/sockets.ts';

cleanUpAfterEach();

/** The sizes of the messages in which a client gets 500 bytes. */
async function receivedSizes(): Promise<number[]> {
  const pair = await connectedPair();
  const messages = collect(pair.client, 'message');
  const text = 'x'.repeat(500);
  await pair.accepted.send({ data: text });
  await until(() => textsOf(messages).join('') === text, 'the text');
  faults.reset();
  return textsOf(messages).map((piece) => piece.length);
}

// What the faults of datagrams, streams and events make of them, test/faults shows on the library: each of its cases would fail
// with a fault that does not hit.
describe('faults of what arrives', () => {
  test('a stream comes in random pieces, the same ones for the same seed', async () => {
    const runs: number[][] = [];
    for (const seed of [3, 3, 4]) {
      faults.reset(seed);
      faults.add({ kind: 'tcp', stream: { cut: 'randomly' } });
      runs.push(await receivedSizes());
    }
    assert.deepEqual(runs[0], runs[1]);
    assert.notDeepEqual(runs[0], runs[2]);
    assert.ok((runs[0] ?? []).length > 5);
  });

  test('after a reset the connection is gone at both ends', async () => {
    const pair = await connectedPair();
    faults.add({ kind: 'tcp', stream: { resetAt: 1 } });
    const errors = collect(pair.client, 'error');
    const closes = collect(pair.accepted, 'close');
    pair.accepted.on('message', () => {});
    pair.client.on('message', () => {});
    await pair.accepted.send({ data: 'x' });
    await until(() => errors.length > 0 && closes.length > 0, 'the reset at both ends');
    await fails(pair.client.send({ data: 'y' }), 2301107, 'Socket not connected');
  });

  test('a socket that is not there emits nothing', () => {
    assert.throws(() => emitFromNowhere('udp', 7, 'error', {}), /no udp socket number 7/);
  });
});
