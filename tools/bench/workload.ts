import type { Measured } from './benchmark.ts';
import type { Contender, End, Listener, SocketOptions } from './contenders/contender.ts';
import { library } from './contenders/library.ts';
import { node } from './contenders/node.ts';
import { raw } from './contenders/raw.ts';
import type { Flow } from './flow.ts';
import { type Meter, times } from './meters.ts';
import type { Peer } from './peer/peer.ts';
import type { ServiceName } from './peer/services.ts';
import { type Entrant, measureInTurn, type Row, type Session } from './rounds.ts';
import { CURVE_END, type Target } from './targets.ts';

/** What one run does. */
export interface Work extends Flow, Pick<SocketOptions, 'host' | 'noDelay'> {
  /** In how many parts a request goes out. */
  readonly parts?: number;
  /** How many functions are called for each message; the first one counts. */
  readonly listeners?: number;
  /** Whether the clock stops when the calls have returned, and not when the peer has everything. */
  readonly isOverWithCalls?: boolean;
  /** How many sockets are open that do nothing. */
  readonly idle?: number;
}

/** Starts a service of the peer, and gives what opens a contender's sockets to it. */
export type Start = (service: ServiceName) => Promise<(...listeners: Listener[]) => Promise<End>>;

/** A way to do a work: how to open its session. */
export type Open = (work: Work, start: Start) => Promise<Session>;

/** Something that sockets do, in a way that all contenders can do it. */
export interface Workload extends Work {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  readonly open: Open;
  /** What the medians are held against. */
  readonly target?: Target | undefined;
  /** {@link times} when absent. */
  readonly meter?: Meter;
  /** Makes it a curve, the same with more and more of something: what a step changes. */
  readonly step?: (step: number) => Partial<Work>;
  /** How many rounds count: 31 when absent; fewer where a round consists of waiting or opens thousands of sockets. */
  readonly rounds?: number;
  /** Whether the contenders cannot be open at the same time. */
  readonly isApart?: boolean;
  /** The library, raw calls and plain Node when absent. */
  readonly contenders?: readonly Contender[];
  /** What was left out, and why. */
  readonly note?: string;
}

const ROUNDS = 31;
/** A rough picture takes so much less. */
const QUICK_SHARE = 1 / 8;
const STEPS: readonly number[] = [1, 10, 100, 1000, CURVE_END];
/** Files of this process that are not sockets of a workload. */
const OTHER_FILES = 200;

/** @returns a row, or one for each step of a curve */
export async function measureWorkload(workload: Workload, peer: Peer, isQuick: boolean): Promise<Measured> {
  const { name, title, open, meter = times, rounds = ROUNDS, isApart = false, note } = workload;
  const { contenders = [library, raw, node] } = workload;
  const rows: Row[] = [];
  const notes = note === undefined ? [] : [note];
  const files = openFilesLimit();
  for (const { label, work } of pointsOf(workload, isQuick)) {
    if ((work.idle ?? 0) + OTHER_FILES > files) {
      notes.push(`${label} left out: this process may open ${files} files (ulimit -n)`);
      continue;
    }
    const entrants = contenders.map((contender) => entrantOf(contender, open, work, peer));
    const plan = { meter, count: work.count, rounds: roundsOf(rounds, isQuick), isApart };
    rows.push({ label, figures: await measureInTurn(entrants, plan, peer.failed) });
  }
  return { name, title, unit: meter.unit, rows, notes };
}

/** How many rounds count. @param rounds of a full run */
export function roundsOf(rounds: number, isQuick: boolean): number {
  return isQuick ? Math.ceil(rounds * QUICK_SHARE) : rounds;
}

function pointsOf(workload: Workload, isQuick: boolean): { label: string; work: Work }[] {
  const { title, step } = workload;
  if (step === undefined) return [{ label: title, work: workload }];
  const steps = isQuick ? STEPS.slice(0, -1) : STEPS;
  return steps.map((each) => ({ label: String(each), work: { ...workload, ...step(each) } }));
}

/** A contender that does the work. */
function entrantOf(contender: Contender, open: Open, work: Work, peer: Peer): Entrant {
  return {
    name: contender.name,
    open: (onFailure) =>
      open(work, async (service) => {
        const address = await peer.start(service, work);
        const options = { ...work, ...address, onFailure };
        return (...listeners) => contender.open[work.transport]({ ...options, listeners });
      })
  };
}

/** `unlimited` is none. */
function openFilesLimit(): number {
  const { userLimits } = process.report.getReport() as {
    userLimits?: { open_files: { soft: number | string } };
  };
  return Number(userLimits?.open_files.soft) || Infinity;
}
