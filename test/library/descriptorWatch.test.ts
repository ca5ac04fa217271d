import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { StreamChannel } from '../../library/src/main/ets/channel/StreamChannel.ets';
import { IpVersion } from '../../library/src/main/ets/base/IpAddress.ets';
import type { Companion } from '../../library/src/main/ets/system/Companion.ets';
import { ConnectedDescriptor } from '../../library/src/main/ets/system/DescriptorStream.ets';
import { DescriptorWatch } from '../../library/src/main/ets/system/DescriptorWatch.ets';
import companion from '../host/modules/libtaro_harmony_socket.so.ts';
import { settle } from './support/eventLog.ts';
import { closeAtEnd, closeOpened } from './support/opened.ts';
import { ADDRESS, closed, listeningPort, NOBODY } from './support/streams.ts';

const EMFILE = 24;
const ENOSPC = 28;
const EINPROGRESS = 115;
const FD = 7;

type Told = (fileDescriptor: number, generation: number) => void;

/** A watch over a companion that does as it is told. */
class Bench {
  startResult = 0;
  askResult = 0;
  starts = 0;
  /** The generations that were asked for. */
  readonly asked: number[] = [];
  tell: Told = () => assert.fail('the watch is not started');
  readonly heard: string[] = [];
  readonly watch = new DescriptorWatch(
    (_native: Companion, listener: Told): number => {
      this.starts += 1;
      if (this.startResult === 0) this.tell = listener;
      return this.startResult;
    },
    (_native: Companion, _fileDescriptor: number, generation: number): number => {
      this.asked.push(generation);
      return this.askResult;
    }
  );

  await(name: string): void {
    this.watch.await({} as Companion, FD, (errno: number) => this.heard.push(`${name} ${errno}`));
  }
}

describe('a watch of descriptors', () => {
  it('that cannot be started tells so, after the call, and is started for the next socket', async () => {
    const bench = new Bench();
    bench.startResult = -EMFILE;
    bench.await('first');
    assert.deepEqual(bench.heard, []);
    await settle();
    assert.deepEqual([bench.heard, bench.asked], [[`first ${EMFILE}`], []]);
    bench.startResult = 0;
    bench.await('second');
    bench.tell(FD, bench.asked[0] ?? 0);
    bench.await('third');
    assert.deepEqual([bench.heard, bench.starts], [[`first ${EMFILE}`, 'second 0'], 2]);
  });

  it('that cannot take a socket tells so after the call, also to one who asks again at once', async () => {
    const bench = new Bench();
    bench.askResult = -ENOSPC;
    let tries = 0;
    const again = (errno: number): void => {
      tries += 1;
      bench.heard.push(String(errno));
      if (tries < 3) bench.watch.await({} as Companion, FD, again);
    };
    bench.watch.await({} as Companion, FD, again);
    assert.deepEqual(bench.heard, []);
    await settle();
    assert.deepEqual(bench.heard, Array<string>(3).fill(String(ENOSPC)));
  });

  it('tells everyone who waits for a socket', () => {
    const bench = new Bench();
    for (const name of ['reader', 'writer']) bench.await(name);
    bench.tell(FD, bench.asked[0] ?? 0);
    assert.deepEqual(bench.heard, ['reader 0', 'writer 0']);
  });

  it('takes no answer for a closed socket for one to the next that has its number', () => {
    const bench = new Bench();
    bench.await('closed');
    bench.watch.forget(FD);
    bench.await('next');
    const [late, own] = bench.asked;
    bench.tell(FD, late ?? 0);
    assert.deepEqual(bench.heard, []);
    bench.tell(FD, own ?? 0);
    assert.deepEqual(bench.heard, ['next 0']);
  });
});

const real = companion as Companion;
/** The companion with other functions in the place of some. */
function companionWith(changed: Partial<Companion>): Companion {
  return Object.setPrototypeOf(changed, real) as Companion;
}

describe('a connection whose socket cannot be watched', () => {
  afterEach(async () => {
    mock.restoreAll();
    await closeOpened();
  });

  it('is not taken for connected', async () => {
    const handle = new ConnectedDescriptor(
      IpVersion.IPv4,
      NOBODY,
      companionWith({ connectTo: () => -EINPROGRESS, awaitWritable: () => -ENOSPC })
    );
    assert.equal((await handle.connect(ADDRESS, 9, 1000))?.errno, ENOSPC);
    await closed(handle);
  });

  it('is connected when the kernel says so, whatever the watch has told before', async () => {
    const port = await listeningPort();
    let asked = 0;
    const handle = new ConnectedDescriptor(
      IpVersion.IPv4,
      NOBODY,
      companionWith({
        connectionError: (fd) => {
          asked += 1;
          return asked < 3 ? -EINPROGRESS : real.connectionError(fd);
        }
      })
    );
    assert.equal(await handle.connect(ADDRESS, port, 5000), undefined);
    assert.deepEqual([asked, handle.remoteAddress.port], [3, port]);
    await closed(handle);
  });

  it('is broken: the reader hears of it, and the next connection is read', async () => {
    const port = await listeningPort((peer) => peer.write('hello'));
    const open = async (): Promise<StreamChannel> => {
      const channel = StreamChannel.client(4);
      closeAtEnd(() => closed(channel));
      const errno = await new Promise((resolve) =>
        channel.connect({ address: ADDRESS, port }, 120_000, resolve)
      );
      assert.equal(errno, 0);
      return channel;
    };
    const heard = (channel: StreamChannel): Promise<string> =>
      new Promise((resolve) =>
        channel.start({
          onData: (bytes) => resolve(Buffer.from(bytes).toString()),
          onEnd: () => resolve('end'),
          onError: (errno) => resolve(`error ${errno}`)
        })
      );
    const [first, second] = [await open(), await open()];
    const refusal = mock.method(real, 'awaitReadable', () => -ENOSPC);
    assert.equal(await heard(first), `error ${ENOSPC}`);
    refusal.mock.restore();
    assert.equal(await heard(second), 'hello');
  });
});
