import { createUDPSocket } from '../../library/Index.ets';
import { type End, LOOPBACK } from './contenders/contender.ts';
import { closeSocket } from './contenders/library.ts';
import type { Result, Row } from './result.ts';
import { type Bench, timesOf } from './times.ts';
import { receiving, sending } from './workloads/exchanges.ts';
import { opener } from './workloads/lifecycles.ts';
import type { Open, Workload } from './workloads/workload.ts';

/** One workload, done with more and more of something. */
interface Curve {
  readonly name: string;
  readonly title: string;
  /** What is given for each point. */
  readonly unit: string;
  readonly contenders: readonly string[];
  readonly at: (step: number) => Pick<Workload, 'perRun' | 'open' | 'pace' | 'isApart'>;
  /** How many files a point needs; those of this process are limited. */
  readonly files?: (step: number) => number;
}

/** Where the curves are measured. */
export const CURVE_STEPS: readonly number[] = [1, 10, 100, 1000, 10000];

const DATAGRAMS = 4096;
/** Opened at the same time. */
const BATCH = 100;
/** Descriptors that are not the sockets'. */
const OTHER_DESCRIPTORS = 200;

export const CURVES: readonly Curve[] = [
  {
    name: 'curve-open-sockets',
    title: 'UDP receive, 64 B, against the number of open sockets',
    unit: 'µs for each received datagram',
    contenders: ['library', 'raw'],
    at: (sockets) => ({
      perRun: DATAGRAMS,
      isApart: true,
      open: besideOpenSockets(sockets - 1, receiving({ transport: 'udp', size: 64, perRun: DATAGRAMS }))
    }),
    files: (sockets) => sockets + OTHER_DESCRIPTORS
  },
  {
    name: 'curve-queued-writes',
    title: 'TCP write, 64 B, against the number of writes in one go',
    unit: 'µs for each call of write or send',
    contenders: ['library', 'raw'],
    at: (perRun) => ({
      perRun,
      pace: 'short',
      open: sending({ transport: 'tcp', size: 64, perRun, noDelay: true, isOverWithCalls: true })
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
  { name, unit, contenders, at, files }: Curve,
  bench: Bench
): Promise<Result> {
  const own = { ...bench, contenders: bench.contenders.filter((each) => contenders.includes(each.name)) };
  const most = Number(openFilesLimit());
  const rows: Row[] = [];
  const notes: string[] = [];
  for (const step of CURVE_STEPS.filter((each) => each <= bench.effort.mostOnCurve)) {
    if (files !== undefined && files(step) > most)
      notes.push(`${step} left out: this process may open ${most} files (ulimit -n)`);
    else rows.push(await timesOf({ name, title: String(step), ...at(step) }, own));
  }
  return { unit, rows, notes };
}

/** A workload while its contender has other sockets open, which do nothing. */
function besideOpenSockets(others: number, open: Open): Open {
  return async (contender, peer, onFailure) => {
    const openIdle = await opener('udp', contender, peer, onFailure);
    const idle = await openInBatches(others, openIdle);
    const session = await open(contender, peer, onFailure);
    return {
      ...session,
      close: async () => void (await Promise.all([session, ...idle].map((each) => each.close())))
    };
  };
}

/** So many at the same time that none has to wait for long. */
export async function openInBatches(count: number, open: () => Promise<End>): Promise<End[]> {
  const ends: End[] = [];
  while (ends.length < count) {
    const batch = Array.from({ length: Math.min(BATCH, count - ends.length) }, open);
    ends.push(...(await Promise.all(batch)));
  }
  return ends;
}

/** Sends of a socket of the library that is still binding; the clock stops when the calls have returned. */
function sendWhileBinding(count: number): Open {
  return async (_contender, peer, onFailure) => {
    const { port } = await peer.start('udp', 'accept', {});
    const message = new ArrayBuffer(64);
    const create = () => {
      const created = createUDPSocket();
      created.onError(({ errMsg }) => onFailure(new Error(errMsg)));
      return created;
    };
    let socket = create();
    return {
      run() {
        for (let i = 0; i < count; i++) socket.send({ address: LOOPBACK, port, message });
        return Promise.resolve();
      },
      /** All that was accepted goes out before the socket is closed. */
      async verify() {
        await closeSocket(socket);
        socket = create();
      },
      close: () => closeSocket(socket)
    };
  };
}

/** `unlimited` is none. */
function openFilesLimit(): number {
  const { userLimits } = process.report.getReport() as {
    userLimits?: { open_files: { soft: number | string } };
  };
  return Number(userLimits?.open_files.soft) || Infinity;
}
