import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createTCPSocket } from '../../library/Index.ets';
import { pool, resetHost } from '../host/control.ts';
import { EventLog } from '../library/support/eventLog.ts';
import { closeOpened } from '../library/support/opened.ts';
import { TcpServer } from '../library/support/tcpServer.ts';

/** As the native module. */
const WORKERS = 4;
/** As many at a time, each wave while the closes of the one before keep the pool busy: 600 of 600 have to connect. */
const SOCKETS = 100;
const WAVES = 6;

/** Sockets that close when they are connected. */
function connectAndClose(port: number): EventLog[] {
  return Array.from({ length: SOCKETS }, () => {
    const socket = createTCPSocket();
    const log = new EventLog(socket);
    socket.onConnect(() => socket.close());
    socket.connect({ address: '127.0.0.1', port });
    return log;
  });
}

describe('connections that are made while the module is busy with the closes of others', () => {
  afterEach(async () => {
    resetHost();
    await closeOpened();
  });

  it('do not time out', async () => {
    pool.workers = WORKERS;
    const server = await TcpServer.open();
    const logs: EventLog[] = [];
    for (let wave = 0; wave < WAVES; wave += 1) {
      const started = connectAndClose(server.port);
      logs.push(...started);
      // Each close keeps a thread of the pool for up to half a second.
      await Promise.all(started.map((log) => log.times('Connect', 1)));
    }
    await Promise.all(logs.map((log) => log.times('Close', 1)));
    assert.deepEqual(
      logs.flatMap(({ errors }) => errors.map(({ errMsg }) => errMsg)),
      []
    );
    assert.ok(logs.every((log) => log.count('Connect') === 1));
  });
});
