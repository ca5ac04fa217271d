import { existsSync, readFileSync } from 'node:fs';
import { createUDPSocket } from '../../library/Index.ets';
import { type DatagramEnd, LOOPBACK } from './contenders/contender.ts';
import type { Result, Row } from './result.ts';
import { type Bench, timesOf } from './times.ts';
import { udpReceive } from './workloads/datagrams.ts';
import { tcpWrite } from './workloads/streams.ts';
import type { Open, Workload } from './workloads/workload.ts';

/** One workload, done with more and more of something. */
interface Curve {
  readonly name: string;
  readonly title: string;
  /** What is given for each point. */
  readonly unit: string;
  readonly contenders: readonly string[];
  readonly at: (step: number) => Pick<Workload, 'perRun' | 'open' | 'pace' | 'isApart'>;
  /** Why a point cannot be measured. */
  readonly reasonAgainst?: (step: number) => string | undefined;
}

/** Where the curves are measured. */
export const CURVE_STEPS: readonly number[] = [1, 10, 100, 1000, 10000];

const DATAGRAMS = 4096;
/** Opened at the same time. */
const BATCH = 100;
/** Descriptors that are not the sockets'. */
const OTHER_DESCRIPTORS = 200;
const LIMITS = '/proc/self/limits';

export const CURVES: readonly Curve[] = [
  {
    name: 'curve-open-sockets',
    title: 'UDP receive, 64 B, against the number of open sockets',
    unit: 'µs for each received datagram',
    contenders: ['library', 'raw'],
    at: (sockets) => ({
      perRun: DATAGRAMS,
      isApart: true,
      open: besideOpenSockets(sockets - 1, udpReceive({ size: 64, perRun: DATAGRAMS }))
    }),
    reasonAgainst: (sockets) => {
      const most = descriptorLimit();
      return sockets > most - OTHER_DESCRIPTORS
        ? `this process may open ${most} files (ulimit -n)`
        : undefined;
    }
  },
  {
    name: 'curve-queued-writes',
    title: 'TCP write, 64 B, against the number of writes in one go',
    unit: 'µs for each call of write or send',
    contenders: ['library', 'raw'],
    at: (perRun) => ({
      perRun,
      pace: 'short',
      open: tcpWrite({ size: 64, perRun, noDelay: true, isOverWithCalls: true })
    })
  },
  {
    name: 'curve-queued-datagrams',
    title: 'UDP send, 64 B, against the number of sends that wait for the bind',
    unit: 'µs for each call of send',
    contenders: ['library'],
    at: (perRun) => ({ perRun, pace: 'short', open: sendWhileBinding(perRun) })
  }
];

/** A row for each point. */
export async function measureCurve(
  { name, unit, contenders, at, reasonAgainst }: Curve,
  bench: Bench
): Promise<Result> {
  const own = { ...bench, contenders: bench.contenders.filter((each) => contenders.includes(each.name)) };
  const rows: Row[] = [];
  const notes: string[] = [];
  for (const step of CURVE_STEPS.filter((each) => each <= bench.effort.mostOnCurve)) {
    const reason = reasonAgainst?.(step);
    if (reason === undefined) rows.push(await timesOf({ name, title: String(step), unit, ...at(step) }, own));
    else notes.push(`${step} left out: ${reason}`);
  }
  return { unit, rows, notes };
}

/** A workload while its contender has other sockets open, which do nothing. */
function besideOpenSockets(others: number, open: Open): Open {
  return async (contender, peer, onFailure) => {
    const idle: DatagramEnd[] = [];
    while (idle.length < others) {
      const batch = Array.from({ length: Math.min(BATCH, others - idle.length) }, () =>
        contender.bindDatagram({ listeners: [() => {}], onFailure })
      );
      idle.push(...(await Promise.all(batch)));
    }
    const session = await open(contender, peer, onFailure);
    return {
      ...session,
      close: async () => void (await Promise.all([session, ...idle].map((each) => each.close())))
    };
  };
}

/** Sends of a socket of the library that is still binding; the clock stops when the calls have returned. */
function sendWhileBinding(count: number): Open {
  return async (_contender, peer, onFailure) => {
    const port = await peer.start('udpSink', { perRun: count, acknowledgeEvery: count });
    const message = new ArrayBuffer(64);
    const prepare = () => {
      const socket = createUDPSocket();
      socket.onError(({ errMsg }) => onFailure(new Error(errMsg)));
      const listening = new Promise<void>((resolve) => socket.onListening(() => resolve()));
      return { socket, listening };
    };
    const close = ({ socket }: ReturnType<typeof prepare>): Promise<void> =>
      new Promise((resolve) => {
        socket.onClose(() => resolve());
        socket.close();
      });
    let next = prepare();
    return {
      run() {
        for (let i = 0; i < count; i++) next.socket.send({ address: LOOPBACK, port, message });
        return Promise.resolve();
      },
      async verify() {
        await next.listening;
        await close(next);
        next = prepare();
      },
      close: () => close(next)
    };
  };
}

/** How many files this process may have open; as many as it likes where the system does not tell. */
function descriptorLimit(): number {
  const limits = existsSync(LIMITS) ? readFileSync(LIMITS, 'utf8') : '';
  return Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Infinity);
}
