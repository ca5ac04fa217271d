import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { CallFailure } from '../../library/Index.ets';
import {
  offLocalServiceDiscoveryStop,
  offLocalServiceFound,
  offLocalServiceLost,
  offLocalServiceResolveFail,
  onLocalServiceDiscoveryStop,
  onLocalServiceFound,
  onLocalServiceLost,
  onLocalServiceResolveFail,
  startLocalServiceDiscovery,
  stopLocalServiceDiscovery
} from '../../library/Index.ets';
import {
  type LocalService,
  localServices,
  resetHost,
  type ServiceObserver,
  useServiceNetwork
} from '../host/control.ts';
import { settle } from './support/eventLog.ts';
import { pass, restartTimers, stopTimers } from './support/timers.ts';

const PRINTER: LocalService = { type: '_ipp._tcp', name: 'Office printer', address: '192.0.2.20', port: 631 };
const OTHER: LocalService = { type: '_http._tcp', name: 'Camera', address: '192.0.2.21', port: 80 };

let heard: string[];

beforeEach(() => {
  heard = [];
  onLocalServiceFound(({ serviceType, serviceName, ip, port }) =>
    heard.push(`found ${serviceName} ${serviceType} ${ip} ${port}`)
  );
  onLocalServiceLost(({ serviceType, serviceName }) => heard.push(`lost ${serviceName} ${serviceType}`));
  onLocalServiceResolveFail(({ serviceType, serviceName }) =>
    heard.push(`fail ${serviceName} ${serviceType}`)
  );
  onLocalServiceDiscoveryStop(() => heard.push('stop'));
});

afterEach(async () => {
  offLocalServiceFound();
  offLocalServiceLost();
  offLocalServiceResolveFail();
  offLocalServiceDiscoveryStop();
  await stopLocalServiceDiscovery().catch(() => {});
  await restartTimers();
  resetHost();
});

async function textOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => assert.fail('it has succeeded'),
    (error: unknown) => (error as CallFailure).errMsg
  );
}

describe('the local service discovery', () => {
  it('tells of services of its type that are there, come and go', async () => {
    localServices.add(PRINTER);
    localServices.add(OTHER);
    assert.deepEqual(await startLocalServiceDiscovery({ serviceType: '_ipp._tcp.' }), {
      errMsg: 'startLocalServiceDiscovery:ok'
    });
    await settle();
    const second = { ...PRINTER, name: 'Second printer', address: '192.0.2.22' };
    localServices.add(second);
    await settle();
    localServices.remove(PRINTER);
    assert.deepEqual(heard, [
      'found Office printer _ipp._tcp. 192.0.2.20 631',
      'found Second printer _ipp._tcp. 192.0.2.22 631',
      'lost Office printer _ipp._tcp.'
    ]);
  });

  it('tells of a service once, unless it is found elsewhere', async () => {
    await startLocalServiceDiscovery({ serviceType: '_ipp._tcp' });
    localServices.add(PRINTER);
    await settle();
    localServices.add(PRINTER);
    await settle();
    assert.equal(heard.length, 1);
    localServices.remove(PRINTER);
    localServices.add({ ...PRINTER, address: '192.0.2.99' });
    await settle();
    assert.deepEqual(heard.slice(1), [
      'lost Office printer _ipp._tcp',
      'found Office printer _ipp._tcp 192.0.2.99 631'
    ]);
  });

  it('tells of a service that does not say where it is', async () => {
    localServices.silence();
    await startLocalServiceDiscovery({ serviceType: '_ipp._tcp' });
    localServices.add(PRINTER);
    await settle();
    assert.deepEqual(heard, ['fail Office printer _ipp._tcp']);
  });

  it('gives up a system that does not answer within ten seconds', async () => {
    const putBack = useServiceNetwork({
      browse: (type, observer) => {
        setImmediate(() => observer.found(type, PRINTER.name));
        return () => {};
      },
      resolve: () => new Promise(() => {})
    });
    stopTimers();
    await startLocalServiceDiscovery({ serviceType: '_ipp._tcp' });
    await pass(9750);
    assert.deepEqual(heard, []);
    await pass(500);
    assert.deepEqual(heard, ['fail Office printer _ipp._tcp']);
    putBack();
  });

  it('says nothing of a service that is lost while it is asked', async () => {
    await startLocalServiceDiscovery({ serviceType: '_ipp._tcp' });
    localServices.add(PRINTER);
    localServices.remove(PRINTER);
    await settle();
    assert.deepEqual(heard, ['lost Office printer _ipp._tcp']);
  });

  describe('asks anew where a service is that', () => {
    /** What the system is asked, in this order; each is answered by a call. */
    let asked: ((service: LocalService | undefined) => void)[];
    let observer: ServiceObserver;
    let putBack: () => void;

    beforeEach(async () => {
      asked = [];
      putBack = useServiceNetwork({
        browse: (_type, given) => {
          observer = given;
          return () => {};
        },
        resolve: () => new Promise((answer) => asked.push(answer))
      });
      await startLocalServiceDiscovery({ serviceType: '_ipp._tcp' });
      observer.found('_ipp._tcp', PRINTER.name);
    });

    afterEach(() => putBack());

    it('is lost and found again while it is asked, and takes the later answer', async () => {
      observer.lost('_ipp._tcp', PRINTER.name);
      observer.found('_ipp._tcp', PRINTER.name);
      asked[0]?.(PRINTER);
      await settle();
      asked[1]?.({ ...PRINTER, address: '192.0.2.99' });
      await settle();
      assert.deepEqual(heard, [
        'lost Office printer _ipp._tcp',
        'found Office printer _ipp._tcp 192.0.2.99 631'
      ]);
    });

    it('is lost and found again while it is asked, although the earlier question fails', async () => {
      observer.lost('_ipp._tcp', PRINTER.name);
      observer.found('_ipp._tcp', PRINTER.name);
      asked[0]?.(undefined);
      await settle();
      asked[1]?.(PRINTER);
      await settle();
      assert.deepEqual(heard.slice(1), ['found Office printer _ipp._tcp 192.0.2.20 631']);
    });

    it('does not say where it is when it is found once more, and tells when it is lost', async () => {
      asked[0]?.(PRINTER);
      await settle();
      observer.found('_ipp._tcp', PRINTER.name);
      asked[1]?.(undefined);
      await settle();
      observer.lost('_ipp._tcp', PRINTER.name);
      assert.deepEqual(heard.slice(1), ['fail Office printer _ipp._tcp', 'lost Office printer _ipp._tcp']);
    });
  });

  it('ends by itself after thirty seconds, and can be started again', async () => {
    stopTimers();
    await startLocalServiceDiscovery({ serviceType: '_ipp._tcp' });
    await pass(29_750);
    assert.deepEqual(heard, []);
    await pass(500);
    assert.deepEqual(heard, ['stop']);
    localServices.add(PRINTER);
    await settle();
    assert.deepEqual(heard, ['stop']);
    await startLocalServiceDiscovery({ serviceType: '_ipp._tcp' });
    await settle();
    assert.deepEqual(heard, ['stop', 'found Office printer _ipp._tcp 192.0.2.20 631']);
  });

  it('can be started again in the turn of its stop, which is told after that', async () => {
    await startLocalServiceDiscovery({ serviceType: '_http._tcp' });
    const stopped = stopLocalServiceDiscovery();
    const started = startLocalServiceDiscovery({ serviceType: '_ipp._tcp' });
    assert.deepEqual(heard, []);
    await Promise.all([stopped, started]);
    assert.deepEqual(heard, ['stop']);
    localServices.add(OTHER);
    localServices.add(PRINTER);
    await settle();
    assert.deepEqual(heard.slice(1), ['found Office printer _ipp._tcp 192.0.2.20 631']);
  });

  it('wants a type of DNS-SD', async () => {
    for (const serviceType of [undefined, '', 5, 'http', '_http', '_http._tcp._x', '_ht tp._tcp']) {
      assert.match(
        await textOf(startLocalServiceDiscovery({ serviceType } as never)),
        /^startLocalServiceDiscovery:fail invalid param: /
      );
    }
    assert.match(await textOf(startLocalServiceDiscovery(undefined as never)), /invalid param/);
    for (const serviceType of ['_http._tcp', '_http._tcp.', '_http._tcp.local', '_http._udp.local.']) {
      await startLocalServiceDiscovery({ serviceType });
      await stopLocalServiceDiscovery();
    }
  });

  it('logs a listener that is none, and lets go of one that is removed', async (t) => {
    const log = t.mock.method(console, 'error', () => {});
    onLocalServiceFound('listener' as never);
    offLocalServiceLost(5 as never);
    assert.deepEqual(
      log.mock.calls.map(({ arguments: [, text] }) => String(text).split(':fail')[0]),
      ['onLocalServiceFound', 'offLocalServiceLost']
    );
    const listener = (): number => heard.push('more');
    onLocalServiceFound(listener);
    offLocalServiceFound(listener);
    await startLocalServiceDiscovery({ serviceType: '_ipp._tcp' });
    localServices.add(PRINTER);
    await settle();
    assert.equal(heard.length, 1);
  });
});
