import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shows } from './support/arkUi.ts';
import type { TCPSocket } from '../../library/Index.ets';
import { Throughput } from '../../entry/src/main/ets/viewmodel/Throughput.ets';

const MEBIBYTE = 1024 * 1024;

/** A socket that keeps what is written until it is told to drain, or gives all of it away at once. */
class Sink {
  bufferedAmount = 0;
  written = 0;
  private readonly keeps: boolean;

  constructor(keeps: boolean) {
    this.keeps = keeps;
  }

  write(data: Uint8Array): void {
    this.written += data.length;
    if (this.keeps) this.bufferedAmount += data.length;
  }

  get asSocket(): TCPSocket {
    return this as unknown as TCPSocket;
  }
}

test('no more is written before what waits has gone', () => {
  const sink = new Sink(true);
  const throughput = new Throughput();
  let runs = 0;
  throughput.start(sink.asSocket, 2, () => runs++);
  assert.equal(sink.written, MEBIBYTE);
  assert.equal(throughput.bufferedAmount, MEBIBYTE);
  for (const written of [2 * MEBIBYTE, 2 * MEBIBYTE]) {
    sink.bufferedAmount = 0;
    throughput.onDrain(sink.asSocket);
    assert.equal(sink.written, written);
  }
  assert.equal(runs, 1);
  assert.ok(throughput.rate > 0);
  assert.equal(throughput.drains, 2);
  assert.equal(throughput.isRunning, false);
});

test('where nothing waits, the page gets its turn between, and the run ends without a drain', async () => {
  const sink = new Sink(false);
  const throughput = new Throughput();
  throughput.start(sink.asSocket, 3, () => undefined);
  assert.equal(sink.written, MEBIBYTE);
  await shows('the rate', () => throughput.rate > 0);
  assert.equal(sink.written, 3 * MEBIBYTE);
  assert.equal(throughput.drains, 0);
});

test('a run that was abandoned writes nothing more, even when a new one has begun', async () => {
  const first = new Sink(false);
  const second = new Sink(false);
  const throughput = new Throughput();
  throughput.start(first.asSocket, 3, () => undefined);
  throughput.abandon();
  throughput.start(second.asSocket, 2, () => undefined);
  throughput.onDrain(first.asSocket);
  await shows('the rate', () => throughput.rate > 0);
  assert.equal(first.written, MEBIBYTE);
  assert.equal(second.written, 2 * MEBIBYTE);
});
