import assert from 'node:assert/strict';
import dgram from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, it } from 'node:test';
import { createUDPSocket } from '../../library/Index.ets';
import { resetHost } from '../host/control.ts';
import socketModule from '../host/modules/@ohos.net.socket.ts';
import { EventLog } from '../library/support/eventLog.ts';
import { closeOpened } from '../library/support/opened.ts';
import { Accounting } from '../../tools/soak/accounting.ts';
import { Peers } from '../../tools/soak/peers.ts';
import { soak } from '../../tools/soak/soak.ts';
import { Witness, type Witnessed } from '../../tools/soak/witness.ts';
import { openSocketsAfter } from '../../tools/test/openSockets.ts';

const SHORT = 600;
/** For what is left on purpose, and longer than a native close takes. */
const SHORT_PATIENCE_MS = 1000;
const LONGEST_RELEASE_MS = 5000;

afterEach(async () => {
  resetHost();
  await closeOpened();
});

describe('the soak', () => {
  it('leaves nothing of some hundred sockets', async () => {
    const waves: number[] = [];
    const result = await soak({ sockets: SHORT, seed: 1, onWave: ({ opened }) => waves.push(opened) });
    assert.deepEqual(result.complaints, []);
    assert.deepEqual(waves, [200, 300, 500, 600]);
    assert.ok(result.hits > 0 && result.errors > 0 && result.messages > 0, JSON.stringify(result));
  });
});

/** What the accounting says of what `leave` does. */
async function complaintsAbout(leave: () => unknown): Promise<string> {
  // What the test before closed has to be gone.
  assert.deepEqual(await openSocketsAfter(LONGEST_RELEASE_MS), []);
  const accounting = new Accounting();
  await accounting.startHeap();
  await leave();
  await accounting.collect();
  return (await accounting.close(SHORT_PATIENCE_MS)).join('\n');
}

describe('the accounting of the soak', () => {
  it('has no complaint where nothing is left', async () => {
    const complaints = await complaintsAbout(async () => {
      const log = new EventLog(createUDPSocket());
      await closeOpened();
      await log.times('Close', 1);
    });
    assert.equal(complaints, '');
  });

  it('finds a socket of the library that was not closed', async () => {
    const socket = createUDPSocket();
    const log = new EventLog(socket);
    const complaints = await complaintsAbout(async () => {
      socket.bind();
      await log.times('Listening', 1);
    });
    assert.match(complaints, /^left open: UDPWrap$/m);
    assert.match(complaints, /^left open: descriptor \(socket\)$/m);
    assert.match(complaints, /^left open: 1 sockets held by the library$/m);
    assert.match(complaints, /1 of 1 native sockets were not collected/);
    assert.match(complaints, /2 listeners of native sockets were not removed/);
    socket.close();
    await log.times('Close', 1);
  });

  it('finds a socket, a timer, and a listener of the process', async () => {
    let socket: dgram.Socket | undefined;
    const listener = (): void => undefined;
    let timer: NodeJS.Timeout | undefined;
    const complaints = await complaintsAbout(async () => {
      socket = dgram.createSocket('udp4').bind(0, '127.0.0.1');
      await once(socket, 'listening');
      timer = setTimeout(listener, 60_000);
      process.on('beforeExit', listener);
    });
    clearTimeout(timer);
    process.off('beforeExit', listener);
    socket?.close();
    assert.match(complaints, /^left open: UDPWrap$/m);
    assert.match(complaints, /^left open: Timeout$/m);
    assert.match(complaints, /1 listeners of the process were not removed/);
  });

  it('finds a listener and an object of the native module that somebody keeps', async () => {
    const kept: unknown[] = [];
    const complaints = await complaintsAbout(() => {
      const native = socketModule.constructTCPSocketInstance();
      native.on('error', () => undefined);
      kept.push(native);
    });
    assert.match(complaints, /^1 of 1 native sockets were not collected$/m);
    assert.match(complaints, /^1 listeners of native sockets were not removed$/m);
    assert.equal(kept.length, 1);
  });

  it('finds a heap that grew, and what was logged', async () => {
    let kept: unknown[] = [];
    const complaints = await complaintsAbout(() => {
      kept = Array.from({ length: 500_000 }, (_, i) => ({ i }));
      console.error('logged');
    });
    assert.equal(kept.length, 500_000);
    assert.match(complaints, /^the heap grew: heap /m);
    assert.match(complaints, /^console\.error: logged$/m);
  });
});

describe('the witness of a socket', () => {
  /** A socket whose events the test makes. */
  function witnessed(): { witness: Witness; tell: Record<'Close' | 'Error' | 'Message', () => void> } {
    const tell = { Close: () => undefined, Error: () => undefined, Message: () => undefined } as Record<
      'Close' | 'Error' | 'Message',
      () => void
    >;
    const socket = {
      onClose: (listener: () => void) => void (tell.Close = listener),
      onError: (listener: () => void) => void (tell.Error = listener),
      onMessage: (listener: () => void) => void (tell.Message = listener)
    };
    return { witness: new Witness(socket as Witnessed), tell };
  }

  it('complains of a close that comes twice or never, and of events after it', async () => {
    const { witness, tell } = witnessed();
    await witness.closes(1);
    assert.deepEqual(witness.complaints, ['closed 0 times']);
    tell.Error();
    tell.Close();
    assert.deepEqual(witness.complaints, []);
    tell.Close();
    tell.Message();
    assert.deepEqual(witness.complaints, ['closed 2 times', '1 events after close']);
  });
});

describe('the peers of the soak', () => {
  it('complain of connections that are not ended', async () => {
    const peers = await Peers.open(50);
    const native = socketModule.constructTCPSocketInstance();
    await native.connect({ address: { address: '127.0.0.1', port: peers.tcpPort('echo'), family: 1 } });
    while (peers.connections.size === 0) await new Promise(setImmediate);
    assert.deepEqual(await peers.close(), ['1 TCP connections were not ended']);
    await native.close();
    assert.deepEqual(await (await Peers.open()).close(), []);
  });
});
