import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { TcpWriter } from '../../library/src/main/ets/tcp/TcpWriter.ets';

/** How long sends may follow each other unsettled. */
const LONGEST_BURST_MS = 8;
const LARGE = 16384;

/** A writer on a clock that stands still; its native sends are kept, each unsettled until `writer.onSent`. */
class Bench {
  readonly sends: number[] = [];
  /** How long the next native sends block their thread. */
  blocksMs = 0;
  readonly writer = new TcpWriter(
    (data) => {
      this.sends.push(typeof data === 'string' ? data.length : data.byteLength);
      mock.timers.tick(this.blocksMs);
    },
    { room: () => Infinity, whenRoom: () => {} },
    Infinity,
    () => {}
  );

  constructor() {
    this.writer.open();
  }

  get sentBytes(): number {
    return this.sends.reduce((sum, size) => sum + size, 0);
  }

  write(...sizes: readonly number[]): void {
    for (const size of sizes) this.writer.write(new ArrayBuffer(size));
  }
}

/** Lets everything run that was put off to the end of the turn. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('TcpWriter, in turns of the event loop', () => {
  beforeEach(() => mock.timers.enable({ apis: ['Date'] }));
  afterEach(() => mock.timers.reset());

  it('sends the first write of each turn at once, and together what follows it', async () => {
    const bench = new Bench();
    bench.write(1, 2, 3);
    assert.deepEqual(bench.sends, [1]);
    bench.writer.onSent();
    assert.deepEqual(bench.sends, [1, 5]);
    await nextTurn();
    bench.write(4);
    assert.deepEqual(bench.sends, [1, 5, 4], 'the send before is not settled');
  });

  it('sends large writes at once, unless something waits', () => {
    const bench = new Bench();
    bench.write(1, LARGE, LARGE);
    assert.deepEqual(bench.sends, [1, LARGE, LARGE]);
    bench.write(2, LARGE);
    assert.equal(bench.sends.length, 3);
    for (let i = 0; i < bench.sends.length; i++) bench.writer.onSent();
    assert.equal(bench.sentBytes, 1 + 2 + 3 * LARGE);
  });

  it('holds everything back after a long burst until all that is under way is settled', async () => {
    const bench = new Bench();
    bench.write(LARGE, LARGE);
    mock.timers.tick(LONGEST_BURST_MS);
    bench.write(LARGE, 1);
    await nextTurn();
    bench.writer.onSent();
    bench.write(2);
    await nextTurn();
    assert.deepEqual(bench.sends, [LARGE, LARGE]);
    for (let i = 1; i < bench.sends.length; i++) bench.writer.onSent();
    assert.equal(bench.sentBytes, 3 * LARGE + 3);
  });

  it('lets nothing follow a send that blocked, before it is known not to have failed', async () => {
    const bench = new Bench();
    bench.write(1);
    bench.blocksMs = 20_000;
    bench.write(LARGE);
    bench.writer.onSent();
    await nextTurn();
    bench.write(2, LARGE);
    await nextTurn();
    assert.deepEqual(bench.sends, [1, LARGE]);
    assert.equal(bench.writer.abandon(), 3);
  });
});
