import type { Meter, Sample } from './meters.ts';
import { paired, type Spread, spread } from './statistics.ts';

/** Sockets of one contender, ready to do the work again and again. */
export interface Session {
  /** Does the work once; this is what is measured. */
  run(): Promise<void>;
  /** Throws or rejects when the last run did not receive exactly what was sent. Not measured. */
  verify?(): void | Promise<void>;
  close(): Promise<void>;
}

/** Who takes part. */
export interface Entrant {
  readonly name: string;
  /** @param onFailure ends the measurement; to be told of every failure */
  readonly open: (onFailure: (error: Error) => void) => Promise<Session>;
}

/** How often a run is measured, and what of it. */
export interface Plan {
  readonly meter: Meter;
  /** How much a run counts. */
  readonly count: number;
  /** Rounds that count; each entrant runs once in each. */
  readonly rounds: number;
  /** Whether the entrants cannot be open at the same time, as each has very many sockets. */
  readonly isApart: boolean;
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
/** How often each is on its own. */
const TURNS_APART = 3;
/** Longest time that a run may take, in milliseconds: a lost datagram is never acknowledged. */
const LONGEST_RUN = 300_000;

/**
 * Measures what the entrants do in turn, A B A B, and compares the first with the others; a comparison is of the rounds with one
 * number.
 *
 * @param peerFailed rejects when the peer is gone
 * @throws when an entrant fails, takes too long or does not deliver what was sent
 */
export async function measureInTurn(
  entrants: readonly Entrant[],
  plan: Plan,
  peerFailed: Promise<never>
): Promise<Figures> {
  const samples = new Map(entrants.map(({ name }) => [name, [] as Sample[]]));
  for (const group of groupsOf(entrants, plan.isApart)) {
    const rounds = plan.isApart ? Math.ceil(plan.rounds / TURNS_APART) : plan.rounds;
    await measureGroup(group, { ...plan, rounds }, peerFailed, samples);
  }
  return figuresOf(samples, plan);
}

/**
 * Who has sockets open beside whom. Plain Node has rounds of its own, because the garbage that it leaves would be collected at
 * the expense of whoever comes next, which would be the same one each time.
 */
function groupsOf(entrants: readonly Entrant[], isApart: boolean): Entrant[][] {
  if (isApart) return Array.from({ length: TURNS_APART }, () => entrants.map((each) => [each])).flat();
  const isNode = ({ name }: Entrant): boolean => name === 'node';
  return [entrants.filter((each) => !isNode(each)), entrants.filter(isNode)];
}

async function measureGroup(
  group: readonly Entrant[],
  { meter, rounds }: Plan,
  peerFailed: Promise<never>,
  samples: ReadonlyMap<string, Sample[]>
): Promise<void> {
  const watch = new Watch(peerFailed);
  const sessions: { name: string; session: Session }[] = [];
  try {
    for (const { name, open } of group)
      sessions.push({ name, session: await watch.over(open(watch.fail), name) });
    for (let round = -Math.ceil(Math.min(MOST_WARM_UPS, rounds / 2)); round < rounds; round++) {
      for (const { name, session } of sessions) {
        const measured = meter.measure(() => session.run());
        const sample = await watch.over(measured, name);
        await watch.over(verified(session), name);
        if (round >= 0) samples.get(name)?.push(sample);
      }
    }
  } finally {
    await Promise.all(sessions.map(({ session }) => session.close()));
  }
}

async function verified(session: Session): Promise<void> {
  await session.verify?.();
}

/** Of entrants first, then of comparisons. */
function figuresOf(samples: ReadonlyMap<string, readonly Sample[]>, { meter, count }: Plan): Figures {
  const [first = '', ...others] = samples.keys();
  const kinds = Object.keys(samples.get(first)?.[0] ?? {});
  const each = (name: string, kind: string): number[] =>
    (samples.get(name) ?? []).map((sample) => (sample[kind] ?? NaN) / count);
  const own = kinds.flatMap((kind) =>
    [first, ...others].map((name) => [`${name}${kind}`, spread(each(name, kind))])
  );
  const compared = kinds.flatMap((kind) =>
    others.map((name) => {
      const pairs = paired(each(first, kind), each(name, kind), meter.compare);
      return [`${first}${meter.sign}${name}${kind}`, spread(pairs)];
    })
  );
  return Object.fromEntries([...own, ...compared]) as Figures;
}

/** What ends a measurement before its time. */
class Watch {
  fail: (error: Error) => void = () => {};
  readonly #failed = new Promise<never>((_resolve, reject) => {
    this.fail = reject;
  });

  constructor(peerFailed: Promise<never>) {
    this.#failed.catch(() => {});
    peerFailed.catch(this.fail);
  }

  /** The task's result, unless something fails or it takes too long. @param who for the error */
  async over<Value>(task: Promise<Value>, who: string): Promise<Value> {
    const late = new Error(`not done within ${LONGEST_RUN / 1000} s`);
    const timer = setTimeout(() => this.fail(late), LONGEST_RUN);
    try {
      return await Promise.race([task, this.#failed]);
    } catch (error) {
      throw new Error(`${who}: ${(error as Error).message}`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
}
