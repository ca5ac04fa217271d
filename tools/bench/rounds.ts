import { median, quantile } from 'simple-statistics';
import type { Meter, Sample } from './meters.ts';

/** Sockets of one contender, ready to do the work again and again. */
export interface Session {
  /** Does the work once; this is what is measured. */
  run(): Promise<void>;
  /** Throws or rejects when the last run did not receive exactly what was sent. Not measured. */
  verify?(): void | Promise<void>;
}

/** Who takes part. */
export interface Entrant {
  readonly name: string;
  /** @param onFailure ends the measurement; to be told of every failure */
  open(onFailure: (error: Error) => void): Promise<Session>;
  close(): Promise<void>;
}

/** Figures of several rounds in their order, and how they lie. */
export interface Spread {
  readonly figures: readonly number[];
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

/** How often a run is measured, and what of it. */
export interface Plan {
  readonly meter: Meter;
  /** How much a run counts. */
  readonly count: number;
  /** Of each group, those that count. */
  readonly rounds: number;
}

/** By the column: an entrant, a comparison with another, or either with the kind of figure behind it. */
export type Figures = Readonly<Record<string, Spread>>;

/** What was measured of a workload, or at a point of a curve. */
export interface Row {
  readonly label: string;
  readonly figures: Figures;
}

/** Rounds before those that count: half as many, but no more than this. */
const MOST_WARM_UPS = 4;
/** Longest time that a run may take, in milliseconds: a lost datagram is never acknowledged. */
const LONGEST_RUN = 300_000;

/**
 * Measures what the entrants do in turn, A B A B, and compares the first with the others; a comparison is of the rounds with one
 * number. (tinybench and mitata measure one task after the other, so they cannot compare so.)
 *
 * @param groups one after the other; the entrants of one are open at the same time
 * @param peerFailed rejects when the peer is gone
 * @throws when an entrant fails, takes too long or does not deliver what was sent
 */
export async function measureInTurn(
  groups: readonly (readonly Entrant[])[],
  plan: Plan,
  peerFailed: Promise<never>
): Promise<Figures> {
  const samples = new Map(groups.flat().map(({ name }) => [name, [] as Sample[]]));
  for (const group of groups) {
    const sessions = new Map<string, Session>();
    const { fail, watch } = watchman(peerFailed);
    try {
      for (const entrant of group) sessions.set(entrant.name, await watch(entrant.name, entrant.open(fail)));
      for (let round = -Math.ceil(Math.min(MOST_WARM_UPS, plan.rounds / 2)); round < plan.rounds; round++) {
        for (const [name, session] of sessions) {
          const sample = await watch(name, measureRun(session, plan));
          if (round >= 0) samples.get(name)?.push(sample);
        }
      }
    } finally {
      await Promise.all(group.map((entrant) => entrant.close()));
    }
  }
  return figuresOf(samples, plan.meter);
}

async function measureRun(session: Session, { meter, count }: Plan): Promise<Sample> {
  const sample = await meter.measure(() => session.run(), count);
  await session.verify?.();
  return sample;
}

/** What ends a measurement before its time. */
function watchman(peerFailed: Promise<never>) {
  let fail = (_error: Error): void => {};
  const failed = new Promise<never>((_resolve, reject) => (fail = reject));
  failed.catch(() => {});
  peerFailed.catch(fail);
  /** The task's result, unless something fails or it takes too long. @param who for the error */
  const watch = async <Value>(who: string, task: Promise<Value>): Promise<Value> => {
    const late = new Error(`not done within ${LONGEST_RUN / 1000} s`);
    const timer = setTimeout(() => fail(late), LONGEST_RUN);
    try {
      return await Promise.race([task, failed]);
    } catch (error) {
      throw new Error(`${who}: ${(error as Error).message}`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  };
  return { fail, watch };
}

/** For each kind of figure: first of the entrants, then of the comparisons. */
function figuresOf(samples: ReadonlyMap<string, readonly Sample[]>, { sign, compare }: Meter): Figures {
  const [first = '', ...others] = samples.keys();
  const figures: Record<string, Spread> = {};
  for (const kind of Object.keys(samples.get(first)?.[0] ?? {})) {
    const each = (name: string): number[] => (samples.get(name) ?? []).map((sample) => sample[kind] ?? NaN);
    const ones = each(first);
    for (const name of samples.keys()) figures[`${name}${kind}`] = spread(each(name));
    for (const name of others) {
      const pairs = each(name).map((other, round) => compare(ones[round] ?? NaN, other));
      figures[`${first}${sign}${name}${kind}`] = spread(pairs);
    }
  }
  return figures;
}

/** @param figures at least one */
export function spread(figures: readonly number[]): Spread {
  const values = [...figures];
  return {
    figures: values,
    median: median(values),
    lowerQuartile: quantile(values, 0.25),
    upperQuartile: quantile(values, 0.75)
  };
}
