import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { IpVersion } from '../../library/src/main/ets/base/IpAddress.ets';
import { NameResolver } from '../../library/src/main/ets/channel/NameResolver.ets';
import { hostFailure } from '../../library/src/main/ets/wechat/events/SocketFailure.ets';
import type { HostFailure } from '../../library/src/main/ets/system/HostFailure.ets';
import { SocketErrorCode } from '../../library/src/main/ets/wechat/types/SocketTypes.ets';
import { hosts, permissions, resetHost } from '../host/control.ts';
import connection from '../host/modules/@ohos.net.connection.ts';
import systemDateTime from '../host/modules/@ohos.systemDateTime.ts';
import { settle } from './support/eventLog.ts';

const { IPv4, IPv6 } = IpVersion;
/** An answer is used again for less than this. */
const LONG_AFTER_MS = 10 * 60_000;
const LONGEST_LOOK_UP_MS = 10_000;

type Answer = readonly [address: string | undefined, failure: HostFailure | undefined];

/** What a resolver answers, in the order of its answers. */
class Asker {
  readonly answers: string[] = [];
  readonly failures: HostFailure[] = [];
  readonly resolver = new NameResolver();

  ask(name: string, version: IpVersion, label = ''): void {
    this.resolver.resolve(name, version, (...answer: Answer) => {
      const [address, failure] = answer;
      assert.equal(
        (address === undefined) !== (failure === undefined),
        true,
        'either an address or a failure'
      );
      this.answers.push(label + (address ?? 'failed'));
      if (failure !== undefined) this.failures.push(failure);
    });
  }
}

describe('NameResolver', () => {
  let asker: Asker;
  let queries: () => unknown[];

  beforeEach(() => {
    asker = new Asker();
    const original = connection.getAddressesByName;
    const { mock: spy } = mock.method(connection, 'getAddressesByName', original);
    queries = () => spy.calls.map((call) => call.arguments[0]);
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
    mock.method(systemDateTime, 'getUptime', () => Date.now());
  });
  afterEach(() => {
    mock.timers.reset();
    mock.restoreAll();
    resetHost();
  });

  it('asks once for all who want a name at the same time, and answers in their order', async () => {
    hosts.set('printer.test', ['fd00::1', '192.0.2.1', '192.0.2.2']);
    asker.ask('printer.test', IPv4, 'a ');
    asker.ask('PRINTER.test', IPv6, 'b ');
    asker.ask('printer.test', IPv4, 'c ');
    assert.deepEqual(asker.answers, [], 'an answer came inside the call');
    await settle();
    assert.deepEqual(asker.answers, ['a 192.0.2.1', 'b fd00::1', 'c 192.0.2.1']);
    assert.equal(queries().length, 1);
  });

  it('knows a name for a while and then asks again', async () => {
    hosts.set('printer.test', ['192.0.2.1']);
    assert.equal(asker.resolver.cached('printer.test', IPv4), undefined);
    asker.ask('printer.test', IPv4);
    await settle();
    assert.equal(asker.resolver.cached('Printer.Test', IPv4), '192.0.2.1');
    assert.equal(asker.resolver.cached('printer.test', IPv6), '::ffff:192.0.2.1');
    mock.timers.tick(LONG_AFTER_MS);
    assert.equal(asker.resolver.cached('printer.test', IPv4), undefined);
    hosts.set('printer.test', ['192.0.2.9']);
    asker.ask('printer.test', IPv4);
    await settle();
    assert.deepEqual(asker.answers, ['192.0.2.1', '192.0.2.9']);
  });

  it('asks again after a while although the clock was set back', async () => {
    hosts.set('printer.test', ['192.0.2.1']);
    let isSetBack = false;
    // What `Date` says is the clock's business alone.
    const uptime = Date.now();
    mock.method(systemDateTime, 'getUptime', () => (isSetBack ? uptime + LONG_AFTER_MS : uptime));
    asker.ask('printer.test', IPv4);
    await settle();
    mock.method(Date, 'now', () => 1000);
    isSetBack = true;
    assert.equal(asker.resolver.cached('printer.test', IPv4), undefined);
  });

  it('does not let the cache overtake those who wait', async () => {
    hosts.set('printer.test', ['192.0.2.1']);
    asker.ask('printer.test', IPv4);
    await settle();
    asker.ask('printer.test', IPv4);
    assert.equal(asker.resolver.cached('printer.test', IPv4), undefined);
    await settle();
    assert.equal(asker.resolver.cached('printer.test', IPv4), '192.0.2.1');
  });

  it('knows many names at once and no more than it has room for', async () => {
    const names = Array.from({ length: 500 }, (_, i) => `host${i}.test`);
    for (const name of names) hosts.set(name, ['192.0.2.1']);
    for (const name of names.slice(0, 20)) asker.ask(name, IPv4);
    await settle();
    for (const name of names.slice(0, 20)) assert.equal(asker.resolver.cached(name, IPv4), '192.0.2.1', name);
    for (const name of names) asker.ask(name, IPv4);
    await settle();
    const known = names.filter((name) => asker.resolver.cached(name, IPv4) !== undefined);
    assert.ok(known.length >= 1 && known.length <= 100, `${known.length} names are kept`);
    assert.equal(known.includes(names.at(-1) ?? ''), true, 'the newest is known');
  });

  it('chooses an address that the socket can talk to', async () => {
    hosts.set('both.test', ['192.0.2.1', 'fd00::1']);
    hosts.set('old.test', ['192.0.2.1', '192.0.2.2']);
    hosts.set('new.test', ['fd00::1', 'fd00::2']);
    asker.ask('both.test', IPv4);
    asker.ask('both.test', IPv6);
    asker.ask('old.test', IPv6);
    asker.ask('new.test', IPv6);
    asker.ask('new.test', IPv4);
    await settle();
    assert.deepEqual(asker.answers, ['192.0.2.1', 'fd00::1', '::ffff:192.0.2.1', 'fd00::1', 'failed']);
    assert.equal(asker.failures[0]?.text, "the host name 'new.test' has no IPv4 address");
  });

  it('names the name that cannot be resolved, and asks again the next time', async () => {
    asker.ask('Nobody.test', IPv4);
    await settle();
    assert.match(asker.failures[0]?.text ?? '', /^cannot resolve the host name 'Nobody\.test': ./);
    hosts.set('nobody.test', ['192.0.2.1']);
    assert.equal(asker.resolver.cached('nobody.test', IPv4), undefined);
    asker.ask('nobody.test', IPv4);
    await settle();
    assert.deepEqual(asker.answers, ['failed', '192.0.2.1']);
    assert.equal(queries().length, 2);
  });

  it('tells that a permission is missing', async () => {
    permissions.deny('ohos.permission.INTERNET');
    asker.ask('printer.test', IPv4);
    await settle();
    const [failure] = asker.failures as [HostFailure];
    const event = hostFailure('UDPSocket.send', SocketErrorCode.InvalidAddress, failure);
    assert.equal(event.errCode, SocketErrorCode.PermissionDenied);
    assert.match(event.errMsg, /ohos\.permission\.INTERNET/);
  });

  it('never asks for localhost', () => {
    for (const name of ['localhost', 'LocalHost']) {
      assert.equal(asker.resolver.cached(name, IPv4), '127.0.0.1');
      assert.equal(asker.resolver.cached(name, IPv6), '::1');
    }
    assert.equal(queries().length, 0);
  });

  it('gives up after a while, and takes no late answer', async () => {
    let answer: (found: { address: string }[]) => void = () => assert.fail('was not asked');
    mock.method(connection, 'getAddressesByName', () => new Promise((resolve) => (answer = resolve)));
    asker.ask('slow.test', IPv4, 'first ');
    await settle();
    mock.timers.tick(LONGEST_LOOK_UP_MS - 1);
    assert.deepEqual(asker.answers, []);
    mock.timers.tick(1);
    assert.deepEqual(asker.answers, ['first failed']);
    assert.match(asker.failures[0]?.text ?? '', /'slow\.test': no answer within 10 s/);
    const answerFirst = answer;
    asker.ask('slow.test', IPv4, 'second ');
    await settle();
    answerFirst([{ address: '192.0.2.1' }]);
    await settle();
    assert.deepEqual(asker.answers, ['first failed']);
    answer([{ address: '192.0.2.2' }]);
    await settle();
    assert.deepEqual(asker.answers, ['first failed', 'second 192.0.2.2']);
  });

  it('keeps no timer once it has answered', async () => {
    hosts.set('printer.test', ['192.0.2.1']);
    mock.timers.reset();
    const before = process.getActiveResourcesInfo().filter((each) => each === 'Timeout').length;
    asker.ask('printer.test', IPv4);
    asker.ask('nobody.test', IPv4);
    await settle();
    assert.equal(asker.answers.length, 2);
    assert.equal(process.getActiveResourcesInfo().filter((each) => each === 'Timeout').length, before);
  });

  it('answers those who ask from inside an answer, in order', async () => {
    hosts.set('printer.test', ['192.0.2.1']);
    asker.resolver.resolve('printer.test', IPv4, () => {
      asker.answers.push('outer');
      asker.ask('printer.test', IPv4, 'inner ');
    });
    asker.ask('printer.test', IPv4, 'second ');
    await settle();
    assert.deepEqual(asker.answers, ['outer', 'second 192.0.2.1', 'inner 192.0.2.1']);
  });

  it('understands a system module that throws, rejects with anything or answers with nothing', async () => {
    const answers: (() => unknown)[] = [
      () => {
        throw new Error('boom');
      },
      () => rejected(undefined),
      () => Promise.resolve([])
    ];
    for (const answer of answers) {
      mock.method(connection, 'getAddressesByName', answer);
      asker.ask('odd.test', IPv4);
      await settle();
    }
    assert.deepEqual(asker.answers, ['failed', 'failed', 'failed']);
    for (const { text } of asker.failures) assert.match(text, /'odd\.test'/);
  });
});

/** System modules reject with anything. */
const rejected: (reason: unknown) => Promise<never> = Promise.reject.bind(Promise);
