import type { Contender } from './contenders/contender.ts';
import { measure, ratios, type Sample, type Spread, spread, Watch } from './measure.ts';
import type { Peer } from './peer/peer.ts';
import type { Row } from './result.ts';
import type { Session, Workload } from './workloads/workload.ts';

/** How much is measured. */
export interface Effort {
  /** Rounds before those that count. */
  readonly warmUps: number;
  /** Rounds that count; each contender runs once in each. */
  readonly rounds: number;
  /** The same for workloads whose runs consist of waiting. */
  readonly slowRounds: number;
  /** How often what opens thousands of sockets is done. */
  readonly longRounds: number;
  /** How many sockets share what is measured of memory. */
  readonly idleSockets: number;
  /** Where curves end. */
  readonly mostOnCurve: number;
}

type Named = { readonly name: string };

/** What a measurement works with. */
export interface Bench<Who extends Named = Contender> {
  readonly peer: Peer;
  readonly contenders: readonly Who[];
  readonly effort: Effort;
}

/** How many more rounds of what is over in microseconds. */
const SHORT_TIMES = 5;
const FIGURES = [
  ['wall', ''],
  ['cpu', ', CPU']
] as const;

/**
 * The workload done by the contenders in turn, A B A B: microseconds by the clock and of this process on all processors for
 * one of what it counts, and the first contender against each other; a ratio is of the rounds with one number.
 *
 * @throws when a contender fails, takes too long or does not deliver what was sent
 */
export async function timesOf<Who extends Named>(workload: Workload<Who>, bench: Bench<Who>): Promise<Row> {
  const contenders = bench.contenders.filter(({ name }) => workload.without?.[name] === undefined);
  const samples = new Map(contenders.map((contender) => [contender, [] as Sample[]]));
  const timesApart = workload.isApart === true ? bench.effort.longRounds : 0;
  for (const group of groupsOf(contenders, timesApart)) await measureGroup(workload, group, bench, samples);
  const figures: Record<string, Spread> = {};
  for (const [figure, suffix] of FIGURES) {
    const [first, ...others] = [...samples].map(([{ name }, all]) => ({
      name,
      each: all.map((sample) => (sample[figure] * 1000) / workload.perRun)
    }));
    if (first === undefined) continue;
    for (const { name, each } of [first, ...others]) figures[`${name}${suffix}`] = spread(each);
    for (const { name, each } of others)
      figures[`${first.name} / ${name}${suffix}`] = spread(ratios(each, first.each));
  }
  return { label: workload.title, figures };
}

/**
 * Who has its sockets open beside whom. Plain Node has rounds of its own, because the garbage that it leaves would be
 * collected at the expense of whoever comes next, which would be the same one each time.
 *
 * @param timesApart how often each is on its own; 0: they are together
 */
function groupsOf<Who extends Named>(contenders: readonly Who[], timesApart: number): Who[][] {
  const isNode = ({ name }: Who): boolean => name === 'node';
  if (timesApart === 0) return [contenders.filter((who) => !isNode(who)), contenders.filter(isNode)];
  return Array.from({ length: timesApart }, () => contenders.map((who) => [who])).flat();
}

async function measureGroup<Who extends Named>(
  { name, open, pace }: Workload<Who>,
  group: readonly Who[],
  { peer, effort }: Bench<Who>,
  samples: ReadonlyMap<Who, Sample[]>
): Promise<void> {
  const watch = new Watch(peer.failed);
  const sessions: { who: Who; what: string; session: Session }[] = [];
  const times = pace === 'short' ? SHORT_TIMES : 1;
  const warmUps = pace === 'slow' ? 1 : effort.warmUps * times;
  const rounds = pace === 'slow' ? effort.slowRounds : effort.rounds * times;
  try {
    for (const who of group) {
      const what = `${name}, ${who.name}`;
      sessions.push({ who, what, session: await watch.over(open(who, peer, watch.fail), what) });
    }
    for (let round = -warmUps; round < rounds; round++) {
      for (const { who, what, session } of sessions) {
        const sample = await watch.over(
          measure(() => session.run()),
          what
        );
        await watch.over(Promise.resolve(session.verify?.(what)), `${what}: checksum`);
        if (round >= 0) samples.get(who)?.push(sample);
      }
    }
  } finally {
    await Promise.all(sessions.map(({ session }) => session.close()));
  }
}
