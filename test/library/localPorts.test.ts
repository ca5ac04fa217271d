import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import fc from 'fast-check';
import systemDateTime from '../host/modules/@ohos.systemDateTime.ts';
import { LocalPorts } from '../../library/src/main/ets/channel/LocalPorts.ets';

/** IANA's dynamic range, and the part of it above Linux's default ip_local_port_range (32768 to 60999). */
const LOWEST_DYNAMIC = 49152;
const LOWEST_QUIET = 61000;
const HIGHEST = 65535;
/** Longer than the native close may lag behind its answer: up to 500 ms on OpenHarmony 5.1. */
const LONG_AFTER_MS = 5000;

function holdRange(ports: LocalPorts, lowest: number, highest: number): void {
  for (let port = lowest; port <= highest; port++) ports.hold(port);
}

/** Whether the promise is settled once all microtasks have run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => (settled = true));
  await new Promise(setImmediate);
  return settled;
}

describe('LocalPorts', () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
    mock.method(systemDateTime, 'getUptime', () => Date.now());
  });
  afterEach(() => {
    mock.timers.reset();
    mock.restoreAll();
  });

  it('chooses from the quiet part of the dynamic range, and spreads its choices', () => {
    const ports = new LocalPorts();
    const chosen = new Set<number>();
    for (let i = 0; i < 200; i++) {
      const port = ports.choose();
      assert.ok(port >= LOWEST_QUIET && port <= HIGHEST, `${port}`);
      chosen.add(port);
    }
    // A constant would be one port, 200 draws from 4536 have fewer than 150 different ones practically never.
    assert.ok(chosen.size > 150, `${chosen.size} different ports`);
  });

  it('never chooses a port that is held or was just released', () => {
    const step = fc.oneof(
      fc.constant('chooseAndHold' as const),
      fc.record({ release: fc.nat() }),
      fc.record({ pass: fc.integer({ min: 0, max: 600 }) })
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const ports = new LocalPorts();
        // Few are left, so that a wrong choice shows.
        holdRange(ports, LOWEST_QUIET, HIGHEST - 12);
        const held: number[] = [];
        const releasedAt = new Map<number, number>();
        for (const each of steps) {
          if (each === 'chooseAndHold') {
            const port = ports.choose();
            assert.ok(port > HIGHEST - 12 || (port >= LOWEST_DYNAMIC && port < LOWEST_QUIET), `${port}`);
            assert.equal(held.includes(port), false, `${port} is held`);
            const since = Date.now() - (releasedAt.get(port) ?? 0);
            assert.ok(since > 500, `${port} was released ${since} ms ago`);
            assert.equal(ports.hold(port), true);
            held.push(port);
          } else if ('pass' in each) {
            mock.timers.tick(each.pass);
          } else if (held.length > 0) {
            const [port] = held.splice(each.release % held.length, 1) as [number];
            ports.startRelease(port);
            ports.endRelease(port, true);
            releasedAt.set(port, Date.now());
            assert.equal(ports.isLagging(port), true);
          }
        }
      })
    );
  });

  it('falls back to the rest of the dynamic range, and then to any', () => {
    const ports = new LocalPorts();
    holdRange(ports, LOWEST_QUIET, HIGHEST);
    for (let i = 0; i < 20; i++) {
      const port = ports.choose();
      assert.ok(port >= LOWEST_DYNAMIC && port < LOWEST_QUIET, `${port}`);
      assert.equal(ports.hold(port), true);
    }
    holdRange(ports, LOWEST_DYNAMIC, LOWEST_QUIET - 1);
    const port = ports.choose();
    assert.ok(port >= LOWEST_DYNAMIC && port <= HIGHEST, `${port}`);
  });

  it('chooses a released port again after a while', () => {
    const ports = new LocalPorts();
    holdRange(ports, LOWEST_DYNAMIC, HIGHEST);
    ports.endRelease(61234, true);
    assert.equal(ports.isLagging(61234), true);
    mock.timers.tick(LONG_AFTER_MS);
    assert.equal(ports.isLagging(61234), false);
    assert.equal(ports.choose(), 61234);
  });

  it('chooses a port at once whose bind failed', () => {
    const ports = new LocalPorts();
    holdRange(ports, LOWEST_DYNAMIC, HIGHEST);
    ports.endRelease(61234, false);
    assert.equal(ports.isLagging(61234), false);
    assert.equal(ports.choose(), 61234);
  });

  it('lets one socket hold a port', () => {
    const ports = new LocalPorts();
    assert.equal(ports.hold(40000), true);
    assert.equal(ports.hold(40000), false);
    ports.endRelease(40000, true);
    assert.equal(ports.hold(40000), true);
  });

  it('gives a port that is being released to the next in turn, and to no other', async () => {
    const ports = new LocalPorts();
    ports.hold(40000);
    assert.equal(await ports.acquire(40000, notClosing), false, 'held, and nobody releases it');
    assert.equal(await ports.acquire(40001, notClosing), true, 'free');
    ports.startRelease(40000);
    const first = ports.acquire(40000, notClosing);
    const second = ports.acquire(40000, notClosing);
    assert.equal(await isSettled(first), false);
    ports.endRelease(40000, true);
    assert.equal(await first, true);
    assert.equal(await second, false);
  });

  it('makes the next in turn wait for a taker that is being closed itself', async () => {
    const ports = new LocalPorts();
    ports.hold(40000);
    ports.startRelease(40000);
    const second = ports.acquire(40000, alreadyClosing);
    const third = ports.acquire(40000, notClosing);
    ports.endRelease(40000, true);
    assert.equal(await second, true);
    assert.equal(await isSettled(third), false);
    ports.endRelease(40000, true);
    assert.equal(await third, true);
  });
});

function notClosing(): boolean {
  return false;
}

function alreadyClosing(): boolean {
  return true;
}
