import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { IpVersion } from '../../library/src/main/ets/base/IpAddress.ets';
import type { Companion } from '../../library/src/main/ets/system/Companion.ets';
import { ConnectedDescriptor } from '../../library/src/main/ets/system/DescriptorStream.ets';
import { StreamDirection } from '../../library/src/main/ets/system/StreamHandle.ets';
import { ModuleStream } from '../../library/src/main/ets/system/ModuleStream.ets';
import { faults, resetHost } from '../host/control.ts';
import companion from '../host/modules/libtaro_harmony_socket.so.ts';
import { watchNativeCalls } from '../property/nativeWatch.ts';
import { settle } from './support/eventLog.ts';
import { closeOpened } from './support/opened.ts';
import { ADDRESS, closed, listeningPort, NOBODY } from './support/streams.ts';

const EAGAIN = 11;
const EADDRINUSE = 98;
const EADDRNOTAVAIL = 99;
const ECANCELED = 125;
/** A connect takes about so many turns of the event loop, more where its watch thread waits for a processor. */
const TURNS = 25;

/** The companion, with the names of the functions that are called from `isClosed` on. */
class Spied {
  isClosed = false;
  readonly calls: string[] = [];
  readonly companion = new Proxy(companion as Companion & Record<string, (...args: unknown[]) => unknown>, {
    get: (target, name) => (this.isClosed ? this.#counted(target, String(name)) : target[String(name)])
  });

  #counted(target: Record<string, unknown>, name: string): unknown {
    this.calls.push(name);
    return target[name];
  }
}

async function passTurns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise(setImmediate);
}

afterEach(async () => {
  mock.restoreAll();
  resetHost();
  await closeOpened();
});

describe('a connection whose send buffer is full', () => {
  it('sends what the kernel has not taken before all that follows, and tells of each send once', async () => {
    const received: Buffer[] = [];
    const port = await listeningPort((peer) => peer.on('data', (bytes) => received.push(bytes)));
    const real = companion as Companion;
    /** So many bytes the kernel takes of the sends in turn; then all of each. */
    const taken = [4, 0, 1];
    const sendBytes: Companion['sendBytes'] = (fd, bytes) => {
      const most = taken.shift() ?? bytes.byteLength;
      return most === 0 ? -EAGAIN : real.sendBytes(fd, bytes.slice(0, most));
    };
    const handle = new ConnectedDescriptor(
      IpVersion.IPv4,
      { ...NOBODY, onSent: (end, failure) => ends.push(failure === undefined ? end : NaN) },
      Object.setPrototypeOf({ sendBytes }, real) as Companion
    );
    const ends: number[] = [];
    assert.equal(await handle.connect(ADDRESS, port, 5000), undefined);
    handle.send(new TextEncoder().encode('request').buffer, 7);
    assert.equal(handle.hasTaken(7), false);
    while (!handle.hasTaken(7)) await passTurns(1);
    handle.send(new TextEncoder().encode(' answer').buffer, 14);
    handle.shutDown(StreamDirection.Sending);
    while (Buffer.concat(received).length < 14) await passTurns(1);
    assert.equal(Buffer.concat(received).toString(), 'request answer');
    await settle();
    assert.deepEqual(ends, [7, 14]);
    await closed(handle);
  });
});

describe('a connection that is closed while it is made', () => {
  it('does nothing on its descriptor afterwards, whenever that is', async () => {
    const port = await listeningPort((peer) => peer.resume());
    const results = new Set<number | undefined>();
    for (let turn = 0; turn <= TURNS; turn++) {
      const spied = new Spied();
      const handle = new ConnectedDescriptor(IpVersion.IPv4, NOBODY, spied.companion);
      const connecting = handle.connect(ADDRESS, port, 5000).then((failure) => results.add(failure?.errno));
      await (turn < TURNS ? passTurns(turn) : connecting);
      const closing = closed(handle);
      spied.isClosed = true;
      await closing;
      await settle();
      assert.deepEqual(spied.calls, [], `closed in turn ${turn}`);
    }
    assert.deepEqual([...results].sort(), [ECANCELED, undefined]);
  });

  for (const Handle of [ConnectedDescriptor, ModuleStream]) {
    it(`is closed when its bind is answered: ${Handle.name}`, async () => {
      const complaints: string[] = [];
      watchNativeCalls((complaint) => complaints.push(complaint));
      faults.add({ kind: 'tcp', call: 'bind', effect: { answersAfter: 700 } });
      const handle = new Handle(IpVersion.IPv4, NOBODY, companion as Companion);
      const binding = handle.bind(ADDRESS, 0);
      await closed(handle);
      await binding;
      assert.deepEqual(complaints, []);
    });
  }

  it('says EADDRNOTAVAIL where no port is free, as a connect without a bind does', async () => {
    faults.add({ kind: 'tcp', call: 'bind', effect: { fails: EADDRINUSE } });
    const handle = new ConnectedDescriptor(IpVersion.IPv4, NOBODY, companion as Companion);
    assert.equal((await handle.connect(ADDRESS, 9, 1000))?.errno, EADDRNOTAVAIL);
    await closed(handle);
  });

  it('is closed although its bind is never answered', async () => {
    faults.add({ kind: 'tcp', call: 'bind', effect: 'neverAnswers' });
    const handle = new ModuleStream(IpVersion.IPv4, NOBODY);
    void handle.bind(ADDRESS, 0);
    await closed(handle);
  });
});
