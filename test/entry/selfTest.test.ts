import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { shows, textOf } from './support/arkUi.ts';
import { hasNativeCompanion } from '../../library/Index.ets';
import {
  Check,
  CheckSkipped,
  expectBytes,
  expectEqual,
  pattern
} from '../../entry/src/main/ets/viewmodel/checks/Check.ets';
import type { CheckSockets, UdpProbe } from '../../entry/src/main/ets/viewmodel/checks/CheckSockets.ets';
import { TCP_CHECKS } from '../../entry/src/main/ets/viewmodel/checks/tcpChecks.ets';
import { reportOf } from '../../entry/src/main/ets/viewmodel/report.ets';
import { Outcome, SelfTest } from '../../entry/src/main/ets/viewmodel/SelfTest.ets';
import { faults } from '../host/control.ts';

const DEVICE = { model: 'Node', system: 'Linux', apiLevel: 12, hasCompanion: false };

function check(name: string, run: (sockets: CheckSockets) => Promise<void>): Check {
  return new Check('Some.api', name, $r('app.string.check_udp_text'), run);
}

test('the library passes all checks here', { timeout: 600_000 }, async () => {
  const selfTest = new SelfTest();
  await selfTest.run();
  const report = reportOf(selfTest, DEVICE);
  assert.equal(selfTest.count(Outcome.Failed), 0, report);
  const skipped = selfTest.rows.filter(({ outcome }) => outcome === Outcome.Skipped);
  const reasons = skipped.map(({ detail }) => detail);
  const isKnown = (reason: string): boolean =>
    /has no ::1/.test(reason) || (/no native companion/.test(reason) && !hasNativeCompanion());
  assert.ok(reasons.every(isKnown), report);
  assert.equal(selfTest.count(Outcome.Passed) + skipped.length, selfTest.rows.length);
  assert.ok(selfTest.rows.length >= 18);
});

test('names are different, and each check has a title', () => {
  const { rows } = new SelfTest([]);
  assert.deepEqual(rows, []);
  const all = new SelfTest().rows.map(({ check: { api, name, title } }) => ({
    name: `${api} ${name}`,
    title
  }));
  assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
  assert.equal(new Set(all.map(({ title }) => textOf(title))).size, all.length);
});

test('a failure is told with its reason and what the sockets said, and the next check runs', async () => {
  const selfTest = new SelfTest([
    check('wrong', async (sockets) => {
      const probe = sockets.udp();
      probe.socket.setTTL(999);
      await probe.messages.next();
    }),
    check('plain_object', () => Promise.reject({ code: 201, message: 'denied' })),
    check('not_here', () => Promise.reject(new CheckSkipped('no such thing'))),
    check('right', () => Promise.resolve())
  ]);
  await selfTest.run();
  assert.deepEqual(
    selfTest.rows.map(({ outcome }) => outcome),
    [Outcome.Failed, Outcome.Failed, Outcome.Skipped, Outcome.Passed]
  );
  assert.equal(
    reportOf(selfTest, DEVICE).replaceAll(/\d+ ms/g, '# ms'),
    [
      'taro-harmony-socket self-test',
      'Node, Linux, API 12, native companion: no',
      'failed  Some.api wrong # ms: UDPSocket.setTTL:fail parameter ttl: expected an integer from 0 to 255, got 999',
      'failed  Some.api plain_object # ms: system module: {"code":201,"message":"denied"}',
      'skipped Some.api not_here # ms: no such thing',
      'passed  Some.api right # ms',
      '1 passed, 2 failed, 1 skipped, 0 not run, # ms',
      ''
    ].join('\n')
  );
});

test('what a check opens is closed, even if it fails', async () => {
  const probes: UdpProbe[] = [];
  const selfTest = new SelfTest([
    check('fails', async (sockets) => {
      probes.push(await sockets.boundUdp());
      throw new Error('on purpose');
    })
  ]);
  await selfTest.run();
  assert.equal(selfTest.rows[0]?.detail, 'on purpose');
  assert.equal(probes[0]?.closeCount, 1);
});

test('an error that a check did not wait for fails it', async () => {
  const selfTest = new SelfTest([
    check('complains', async (sockets) => {
      const probe = await sockets.boundUdp();
      probe.socket.setTTL(999);
    })
  ]);
  await selfTest.run();
  assert.match(
    selfTest.rows[0]?.detail ?? '',
    /^unexpected error event: UDPSocket\.setTTL:fail parameter ttl/
  );
});

test('a socket that does not close fails its check, and the rest is closed', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let port = 0;
  const selfTest = new SelfTest([
    check('stays_open', async (sockets) => {
      port = (await sockets.server()).port;
      Object.assign(sockets.udp().socket, { close: () => setImmediate(() => t.mock.timers.tick(5000)) });
    })
  ]);
  await selfTest.run();
  assert.equal(selfTest.rows[0]?.detail, 'no close event within 5 s');
  const client = connect(port, '127.0.0.1');
  t.after(() => client.destroy());
  await assert.rejects(once(client, 'connect'), { code: 'ECONNREFUSED' });
});

test('a check that never ends fails, and the next one runs', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const selfTest = new SelfTest([
    check('hangs', () => {
      setImmediate(() => t.mock.timers.tick(60_000));
      return new Promise<void>(() => undefined);
    }),
    check('right', () => Promise.resolve())
  ]);
  await selfTest.run();
  assert.equal(selfTest.rows[0]?.detail, 'did not end within 60 s');
  assert.equal(selfTest.count(Outcome.Passed), 1);
});

test('progress can be seen, and a stop leaves the rest undone', async () => {
  let goOn = (): void => undefined;
  const selfTest = new SelfTest([
    check('first', () => Promise.resolve()),
    check('second', () => new Promise<void>((resolve) => (goOn = resolve))),
    check('third', () => Promise.resolve())
  ]);
  const run = selfTest.run();
  await shows('the second check', () => selfTest.rows[1]?.outcome === Outcome.Running);
  assert.equal(selfTest.finished, 1);
  await selfTest.run();
  selfTest.stop();
  goOn();
  await run;
  assert.equal(selfTest.isRunning, false);
  assert.equal(selfTest.rows[2]?.outcome, Outcome.Waiting);
  assert.match(
    reportOf(selfTest, DEVICE),
    /\nwaiting Some\.api third\n2 passed, 0 failed, 0 skipped, 1 not run/
  );
  const again = selfTest.run();
  await shows('the second check again', () => selfTest.rows[1]?.outcome === Outcome.Running);
  goOn();
  await again;
  assert.equal(selfTest.count(Outcome.Passed), 3);
});

test('a second run tells nothing of the first one', async () => {
  let selfTest: SelfTest | undefined = undefined;
  let runs = 0;
  selfTest = new SelfTest([
    check('stops', () => {
      runs++;
      if (runs === 2) selfTest?.stop();
      return Promise.resolve();
    }),
    check('fails', () => Promise.reject(new Error('once')))
  ]);
  await selfTest.run();
  const [, fails] = selfTest.rows;
  assert.equal(fails?.detail, 'once');
  fails.milliseconds = 7;
  await selfTest.run();
  assert.match(reportOf(selfTest, DEVICE), /\nwaiting Some\.api fails\n1 passed, 0 failed/);
  assert.equal(fails.detail, '');
  assert.equal(fails.milliseconds, 0);
});

test('the pattern of a mebibyte shows each run that is moved', () => {
  const bytes = Buffer.from(pattern(1024 * 1024));
  for (let length = 1; length < bytes.length; length *= 2) {
    const place = bytes.length - 2 * length;
    assert.notDeepEqual(bytes.subarray(place, place + length), bytes.subarray(place + length), `${length}`);
  }
});

test('a connect that times out passes for no refusal', async (t) => {
  const fault = faults.add({ connect: 'hangs' });
  t.after(() => fault.remove());
  const selfTest = new SelfTest(TCP_CHECKS.filter(({ name }) => name === 'refused'));
  await selfTest.run();
  assert.equal(selfTest.rows[0]?.detail, 'no error event within 5 s');
});

test('what checks expect is told with what came', () => {
  expectEqual('errno', 98, 98);
  assert.throws(() => expectEqual('errno', 98, 99), /^Error: errno: expected 99, got 98$/);
  expectBytes(new Uint8Array([1, 2]), new Uint8Array([1, 2]));
  assert.throws(() => expectBytes(new Uint8Array([1]), new Uint8Array([1, 2])), /length: expected 2, got 1/);
  assert.throws(
    () => expectBytes(new Uint8Array([1, 3]), new Uint8Array([1, 2])),
    /byte 1: expected 2, got 3/
  );
});
