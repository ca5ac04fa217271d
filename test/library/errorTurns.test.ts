import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createTCPSocket, createUDPSocket } from '../../library/Index.ets';
import { EventLog } from './support/eventLog.ts';
import { closeOpened } from './support/opened.ts';

/** A listener that tries again for ever must not get here before timers run. */
const MOST_ERRORS_A_TURN = 1000;

/**
 * Has `attempt` made again in each error event, until a timer has run.
 *
 * @returns how many errors were told before it
 */
async function retryUntilTimer(
  attempt: () => void,
  onError: (listener: () => void) => void
): Promise<number> {
  let errors = 0;
  let isOver = false;
  onError(() => {
    errors += 1;
    if (!isOver && errors < MOST_ERRORS_A_TURN) attempt();
  });
  attempt();
  await new Promise<void>((resolve) => {
    onError(() => {
      if (!isOver) setTimeout(resolve, 0);
    });
  });
  isOver = true;
  return errors;
}

describe('an error listener that tries again', () => {
  afterEach(() => closeOpened());

  const attempts: Record<string, () => [EventLog, () => void, (listener: () => void) => void]> = {
    'a name that nobody has': () => {
      const socket = createUDPSocket();
      return [
        new EventLog(socket),
        () => socket.send({ address: 'nobody.invalid', port: 9, message: 'x' }),
        (listener) => socket.onError(listener)
      ];
    },
    'a wrong argument': () => {
      const socket = createUDPSocket();
      return [new EventLog(socket), () => void socket.bind(-1), (listener) => socket.onError(listener)];
    },
    'a port that another socket has': () => {
      const holder = createUDPSocket();
      new EventLog(holder);
      const port = holder.bind();
      const socket = createUDPSocket();
      return [new EventLog(socket), () => void socket.bind(port), (listener) => socket.onError(listener)];
    },
    'a write without a connection': () => {
      const socket = createTCPSocket();
      return [new EventLog(socket), () => socket.write('x'), (listener) => socket.onError(listener)];
    }
  };
  for (const [name, create] of Object.entries(attempts)) {
    it(`lets timers run: ${name}`, async () => {
      const [log, attempt, onError] = create();
      assert.ok((await retryUntilTimer(attempt, onError)) < MOST_ERRORS_A_TURN);
      await log.times('Error', 2);
    });
  }

  it('hears of all its errors before close', async () => {
    const socket = createUDPSocket();
    const log = new EventLog(socket);
    socket.onError(() => {
      if (log.errors.length > 1) return;
      socket.bind(-1);
      socket.close();
    });
    socket.bind(-1);
    await log.times('Close', 1);
    assert.deepEqual(log.events, ['Error', 'Error', 'Close']);
  });

  it('hears before close of those errors, too, that it makes while it hears the last one', async () => {
    const socket = createUDPSocket();
    const log = new EventLog(socket);
    socket.onError(() => {
      if (log.errors.length === 1) socket.close();
      if (log.errors.length < 4) socket.bind(-1);
    });
    socket.bind(-1);
    await log.times('Close', 1);
    assert.deepEqual(log.events, ['Error', 'Error', 'Error', 'Error', 'Close']);
  });

  it('hears of the close although each error brings another one', async () => {
    const socket = createUDPSocket();
    const log = new EventLog(socket);
    let isOver = false;
    socket.onError(() => {
      if (!isOver) socket.bind();
    });
    socket.close();
    socket.bind();
    await log.times('Close', 1);
    isOver = true;
  });
});
