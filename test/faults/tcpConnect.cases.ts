import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Fault, faults } from '../host/control.ts';
import { settle } from '../library/support/eventLog.ts';
import { pass, stopTimers } from '../library/support/timers.ts';
import { EACCES, EHOSTUNREACH, EMFILE, failed, LATE_MS, refused, watchEachTest } from './support/bench.ts';
import { TcpBench } from './support/tcpBench.ts';

const SUBJECT = ' (127.0.0.1 port PORT)';
const SHORT_TIMEOUT_S = 0.1;
/** For a connect that is closed at once: some releases keep its native timer running until then. */
const LEFT_BEHIND_S = 2;
/** For connects that are found to be lost: far more than that takes, and some releases keep their native timers running, too. */
const FOUND_OUT_S = 20;
const LONGEST_CLOSE_MS = 3000;
const TIMED_OUT = `TCPSocket.connect:fail errno:110 errmsg:timed out after ${SHORT_TIMEOUT_S} s${SUBJECT}`;

/** The line of a write that shares the fate of the connection, with its errCode. */
function lost(reason: string, errCode = -4): string {
  return refused('TCPSocket.write', `lost with the connection: ${reason}`, errCode);
}

function textOf(errorLine: string): string {
  return errorLine.replace(/^Error \S+ /, '');
}

describe('a TCP connect with faults', () => {
  watchEachTest();

  for (const errno of [EACCES, EMFILE, EHOSTUNREACH]) {
    it(`fails with errno ${errno}: one error, one for each write that waits, one close`, async () => {
      const bench = await TcpBench.open({ call: 'connect', effect: { fails: errno } });
      bench.connect();
      bench.socket.write('lost');
      bench.socket.write('lost too');
      const error = failed('TCPSocket.connect', errno, -4, SUBJECT);
      const write = lost(textOf(error));
      await bench.closes({ history: [error, write, write, 'Close'] });
    });
  }

  it('is refused: says what is known, with the code of the module', async () => {
    const bench = await TcpBench.open({ connect: 'refused' });
    bench.connect();
    bench.socket.write('lost');
    const text = `TCPSocket.connect:fail refused or unreachable${SUBJECT}`;
    await bench.closes({ history: [`Error -4/-/2301115 ${text}`, lost(text), 'Close'] });
  });

  it('fails without a text, and with wrong parameters', async () => {
    const bench = await TcpBench.open({ call: 'connect', effect: { fails: EACCES, withoutMessage: true } });
    bench.connect();
    await bench.closes({
      history: [
        `Error -4/13/2301013 TCPSocket.connect:fail errno:13 errmsg:the system gave no reason (code 2301013)${SUBJECT}`,
        'Close'
      ]
    });
    const other = await TcpBench.open();
    faults.reset();
    faults.add({ call: 'connect', effect: { fails: 'parameters' } });
    other.connect();
    await other.closes({
      history: [`Error -4/-/401 TCPSocket.connect:fail Parameter error${SUBJECT}`, 'Close']
    });
  });

  const hanging: readonly Fault[] = [{ connect: 'hangs' }, { call: 'connect', effect: 'neverAnswers' }];
  /** What is asked when the connection is there, and no longer a matter of the connect's time. */
  const unanswered: readonly Fault[] = [
    { call: 'getLocalAddress', effect: 'neverAnswers' },
    { call: 'setExtraOptions', effect: 'neverAnswers' }
  ];
  for (const fault of hanging) {
    it(`hangs (${JSON.stringify(fault)}): times out once, with what waits`, async () => {
      const bench = await TcpBench.open(fault);
      bench.connect(SHORT_TIMEOUT_S);
      bench.socket.write('lost');
      await bench.closes({ history: [`Error -4/110/- ${TIMED_OUT}`, lost(TIMED_OUT), 'Close'] });
    });

    it(`hangs (${JSON.stringify(fault)}) and is closed while a write waits: the write is reported`, async () => {
      const bench = await TcpBench.open(fault);
      bench.connect(SHORT_TIMEOUT_S);
      bench.socket.write('lost');
      await bench.ends({ history: [`Error -4/110/- ${TIMED_OUT}`, lost(TIMED_OUT), 'Close'] });
    });
  }

  for (const fault of [...hanging, ...unanswered]) {
    it(`hangs (${JSON.stringify(fault)}) and is closed: closes at once without an error`, async () => {
      const bench = await TcpBench.open(fault);
      bench.connect(LEFT_BEHIND_S);
      await settle();
      await bench.ends({ history: ['Close'] });
    });
  }

  it('is lost by the module: it is made again, once for each loss, and serves both ways', async () => {
    const bench = await TcpBench.open({ connect: 'lost', times: 2 });
    bench.connect(FOUND_OUT_S);
    bench.socket.write('there');
    await bench.received('there');
    assert.deepEqual(bench.log.events, ['Connect']);
    const { connections } = bench.server;
    assert.equal(connections.length, 3);
    connections[2]?.write('back');
    await bench.log.times('Message', 1);
    await bench.ends({ history: ['Connect', 'Message back', 'Close'], received: 'there' });
  });

  it('is lost by the module, and closed before that is found out: closes without an error', async () => {
    const bench = await TcpBench.open({ connect: 'lost' });
    bench.connect(LEFT_BEHIND_S);
    await bench.log.until(() => bench.server.connections.length === 1, 'the connection at the server');
    await bench.ends({ history: ['Close'] });
  });

  it('is lost by the module every time: times out', async () => {
    const bench = await TcpBench.open({ connect: 'lost' });
    bench.connect(SHORT_TIMEOUT_S);
    await bench.closes({ history: [`Error -4/110/- ${TIMED_OUT}`, 'Close'] });
  });

  for (const fault of unanswered) {
    it(`is connected all the same (${JSON.stringify(fault)}): what was written goes out, also after close`, async () => {
      const bench = await TcpBench.open(fault);
      bench.connect();
      for (const text of ['one ', 'two']) bench.socket.write(text);
      await bench.ends({ history: ['Connect', 'Close'], received: 'one two' });
    });
  }

  const late: readonly Fault[] = [
    { connect: { after: 60 } },
    { call: 'connect', effect: { startsAfter: 60 } },
    { call: 'connect', effect: { answersAfter: 60 } },
    { call: 'connect', effect: { blocks: 60 } },
    { call: 'getLocalAddress', effect: { answersAfter: 60 } },
    { call: 'setExtraOptions', effect: { answersAfter: 60 } },
    { call: 'setExtraOptions', effect: { fails: EACCES } }
  ];
  for (const fault of late) {
    it(`succeeds late (${JSON.stringify(fault)}): what was written goes out, also after close`, async () => {
      const bench = await TcpBench.open(fault);
      bench.connect();
      for (const text of ['one ', 'two ', 'three']) bench.socket.write(text);
      await bench.ends({ history: ['Connect', 'Close'], received: 'one two three' });
    });
  }

  it('succeeds after the time is over: the late success is not heard', async () => {
    const bench = await TcpBench.open({ call: 'connect', effect: { answersAfter: LATE_MS } });
    stopTimers();
    bench.connect(SHORT_TIMEOUT_S);
    for (const text of ['lost', 'lost too']) bench.socket.write(text);
    await pass(LATE_MS + LONGEST_CLOSE_MS);
    bench.holds({ history: [`Error -4/110/- ${TIMED_OUT}`, lost(TIMED_OUT), lost(TIMED_OUT), 'Close'] });
  });

  it('succeeds although the local address cannot be read', async () => {
    const bench = await TcpBench.open({ call: 'getLocalAddress', effect: { fails: EACCES } });
    bench.connect();
    await bench.log.times('Connect', 1);
    await bench.log.until(() => bench.server.connections.length === 1, 'the connection');
    bench.serverSends('hello');
    await bench.log.until(() => bench.log.received.toString() === 'hello', 'the message');
    assert.deepEqual(bench.log.messages[0]?.localInfo, { address: '', family: 'IPv4', port: 0, size: 5 });
    await bench.ends({ history: ['Connect', 'Message hello', 'Close'] });
  });
});
