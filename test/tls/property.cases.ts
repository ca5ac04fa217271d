// Random lives of a TLS channel: whatever is written arrives once and in order, and each operation is settled once.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { TLSSocket } from 'node:tls';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { StreamChannel } from '../../library/src/main/ets/channel/StreamChannel.ets';
import { openSocketCount } from '../../library/src/main/ets/channel/OpenSockets.ets';
import { faults, openTlsDescriptors, resetHost } from '../host/control.ts';
import { release } from '../host/socket/release.ts';
import { streamBytes } from '../library/support/streamBytes.ts';
import { closeOpened } from '../library/support/opened.ts';
import { Identity } from './support/certificates.ts';
import { closed, connectSecurely } from './support/connecting.ts';
import { LOOPBACK, type Peer, secureServer } from './support/servers.ts';

/** What may happen next. */
type Step =
  | { readonly kind: 'write' | 'peerWrites'; readonly size: number }
  | { readonly kind: 'turn' | 'peerPauses' | 'peerResumes' };

/** How it ends. */
type End = 'close' | 'peerEnds' | 'peerResets';

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('write' as const), size: fc.oneof(fc.nat(200), fc.nat(60_000)) })
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('peerWrites' as const), size: fc.nat(40_000) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('turn' as const, 'peerPauses' as const, 'peerResumes' as const)
    })
  }
);
const end = fc.constantFrom<End>('close', 'peerEnds', 'peerResets');

let authority: Identity;
let peer: Peer;
let descriptors: number;

before(async () => {
  // OpenHarmony 5.1 keeps those of connects that were refused before the handshake.
  descriptors = openTlsDescriptors();
  authority = await Identity.authority('Ours');
  peer = await secureServer(await authority.issue({ ip: [LOOPBACK] }), {}, 'mute');
});
after(() => closeOpened());

/** What one end has sent, and the other one got. */
class Direction {
  sent = 0;
  readonly got: Buffer[] = [];

  take(size: number): Uint8Array {
    const bytes = streamBytes(this.sent, size);
    this.sent += size;
    return bytes;
  }

  get received(): Buffer {
    return Buffer.concat(this.got);
  }

  /** All, or the beginning of it. */
  check(isWhole: boolean): void {
    const { received } = this;
    assert.ok(received.equals(Buffer.from(streamBytes(0, received.length))), 'in order, once, unchanged');
    if (isWhole) assert.equal(received.length, this.sent);
  }
}

async function live(steps: readonly Step[], how: End): Promise<void> {
  const { channel, errno } = await connectSecurely(peer.port, { ca: authority.cert });
  assert.equal(errno, 0);
  const other = await peer.next();
  const [there, back] = [new Direction(), new Direction()];
  const settled: number[] = [];
  let writes = 0;
  let ends = 0;
  let endIt: () => void = () => {};
  const told = new Promise<void>((resolve) => {
    // A broken connection is told by the write that meets it, or else by an event.
    endIt = resolve;
    channel.start({
      onData: (bytes) => back.got.push(Buffer.from(bytes)),
      onEnd: () => {
        ends += 1;
        resolve();
      },
      onError: () => {
        ends += 1;
        resolve();
      }
    });
  });
  other.on('data', (bytes: Buffer) => there.got.push(bytes));
  for (const each of steps) await act(each);

  async function act(each: Step): Promise<void> {
    if (each.kind === 'write' && each.size > 0) {
      writes += 1;
      channel.write(there.take(each.size), (result) => {
        settled.push(result);
        if (result !== 0) endIt();
      });
    } else if (each.kind === 'peerWrites') other.write(back.take(each.size));
    else if (each.kind === 'peerPauses') other.pause();
    else if (each.kind === 'peerResumes') other.resume();
    else await new Promise((resolve) => setImmediate(resolve));
  }

  other.resume();
  const isOrderly = await finish(channel, other, how, told);
  assert.equal(settled.length, writes, 'each write is settled once');
  there.check(settled.every((result) => result === 0) && isOrderly);
  back.check(how === 'peerEnds');
  assert.ok(ends <= 1);
  assert.equal(openSocketCount(), 0);
  other.destroy();
}

/** The system does not always tell of a reset by itself: the write that meets it does. */
async function writeUntilLost(channel: StreamChannel): Promise<void> {
  for (let result = 0; result === 0;) {
    result = await new Promise<number>((resolve) => {
      channel.write(new Uint8Array(1), resolve);
    });
  }
}

/** @returns whether the peer has heard the end of the stream */
async function finish(
  channel: StreamChannel,
  other: TLSSocket,
  how: End,
  told: Promise<void>
): Promise<boolean> {
  if (how === 'close') {
    await new Promise<void>((resolve) => channel.flush(20_000, () => resolve()));
    // The system's close resets the connection where something of the peer's is unread (tcp(7)): then no end comes.
    const end = new Promise<boolean>((resolve) => {
      other.once('end', () => resolve(true));
      other.once('close', () => resolve(false));
    });
    await closed(channel);
    return end;
  }
  if (how === 'peerEnds') other.end();
  else peer.reset();
  if (how === 'peerEnds') await told;
  else await Promise.race([told, writeUntilLost(channel)]);
  await closed(channel);
  if (how === 'peerEnds' && !other.readableEnded && !other.destroyed) await once(other, 'end');
  return how === 'peerEnds';
}

/** The same lives each time, so that only a change turns them red. */
const SEED = 20261126;

describe(`random lives with TLS, OpenHarmony ${release}`, () => {
  test('of a connection', { timeout: 600_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), end, live), {
      numRuns: 30,
      seed: SEED
    });
  });

  test('with sends that the system answers late', { timeout: 600_000 }, async () => {
    const plan = faults.add({ kind: 'tls', call: 'send', effect: { answersAfter: 3 }, probability: 0.3 });
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 20 }), end, live), {
      numRuns: 15,
      seed: SEED
    });
    plan.remove();
    resetHost();
  });

  test('leave no descriptor', () => {
    assert.equal(openTlsDescriptors(), descriptors);
  });
});
