import type { Contender, ContenderName } from '../contenders/contender.ts';
import { measure, type Sample, Watch } from '../measure.ts';
import { ratios, type Spread, spread } from '../statistics.ts';
import type { Session, Workload } from '../workloads/workload.ts';
import type { Bench, Benchmark } from './benchmark.ts';

/** What one contender took. */
export interface ContenderTimes {
  readonly contender: ContenderName;
  /** The rounds in their order. */
  readonly samples: readonly Sample[];
  /** Microseconds by the clock for one of what the workload counts. */
  readonly wallEach: Spread;
  /** Microseconds of this process on all processors for one of them. */
  readonly cpuEach: Spread;
}

/** The library against another contender: above 1 the library is faster. Each ratio is of the rounds with one number. */
export interface Comparison {
  readonly against: ContenderName;
  readonly wall: Spread;
  readonly cpu: Spread;
}

/** Times of a workload. */
export interface TimesResult {
  readonly kind: 'times';
  readonly unit: string;
  readonly perRun: number;
  readonly times: readonly ContenderTimes[];
  readonly comparisons: readonly Comparison[];
  /** Who did not take part, and why. */
  readonly without: Workload['without'];
}

/** The workload done by the library and raw calls in turn, A B A B, and then by plain Node. */
export function timesOf(workload: Workload): Benchmark {
  return { name: workload.name, title: workload.title, run: (bench) => runWorkload(workload, bench) };
}

/** @throws when a contender fails, takes too long or does not deliver what was sent */
export async function runWorkload(workload: Workload, bench: Bench): Promise<TimesResult> {
  const contenders = bench.contenders.filter(({ name }) => workload.without?.[name] === undefined);
  const samples = await collectSamples(workload, contenders, bench);
  const times = contenders.map(({ name }, index) => toTimes(name, samples[index] ?? [], workload.perRun));
  const library = times.find(({ contender }) => contender === 'library');
  return {
    kind: 'times',
    unit: workload.unit,
    perRun: workload.perRun,
    times,
    comparisons:
      library === undefined
        ? []
        : times.filter((other) => other !== library).map((other) => compare(library, other)),
    without: workload.without ?? {}
  };
}

async function collectSamples(
  workload: Workload,
  contenders: readonly Contender[],
  { peer, effort, progress }: Bench
): Promise<Sample[][]> {
  const watch = new Watch(peer.failed);
  const sessions: Session[] = [];
  try {
    for (const contender of contenders) {
      const opening = workload.open(contender, peer, watch.fail);
      sessions.push(await watch.over(opening, `${workload.name}, ${contender.name}: opening`));
    }
    const samples: Sample[][] = contenders.map(() => []);
    const isSlow = workload.isSlow === true;
    const warmUps = isSlow ? 1 : effort.warmUps;
    const rounds = isSlow ? effort.slowRounds : effort.rounds;
    for (const group of interleaved(contenders)) {
      for (let round = -warmUps; round < rounds; round++) {
        progress(round < 0 ? 'warming up' : `round ${round + 1} of ${rounds}`);
        for (const index of group) {
          const session = sessions[index] as Session;
          const what = `${workload.name}, ${contenders[index]?.name ?? ''}`;
          const sample = await watch.over(
            measure(() => session.run()),
            what
          );
          await watch.over(Promise.resolve(session.verify()), `${what}: checksum`);
          if (round >= 0) samples[index]?.push(sample);
        }
      }
    }
    return samples;
  } finally {
    await Promise.all(sessions.map((session) => session.close()));
  }
}

/**
 * Who runs in turn with whom, as indexes: the library and raw calls A B A B. Plain Node has rounds of its own, because the
 * garbage that it leaves would be collected at the expense of whoever comes next, which would be the same one each time.
 */
function interleaved(contenders: readonly Contender[]): number[][] {
  const indexes = [...contenders.keys()];
  const isNode = (index: number): boolean => contenders[index]?.name === 'node';
  return [indexes.filter((index) => !isNode(index)), indexes.filter(isNode)];
}

function toTimes(contender: ContenderName, samples: readonly Sample[], perRun: number): ContenderTimes {
  const each = (milliseconds: number): number => (milliseconds * 1000) / perRun;
  return {
    contender,
    samples,
    wallEach: spread(samples.map(({ wall }) => each(wall))),
    cpuEach: spread(samples.map(({ cpu }) => each(cpu)))
  };
}

function compare(library: ContenderTimes, other: ContenderTimes): Comparison {
  const ratiosOf = (figure: (sample: Sample) => number): number[] =>
    ratios(other.samples.map(figure), library.samples.map(figure));
  return {
    against: other.contender,
    wall: spread(ratiosOf(({ wall }) => wall)),
    cpu: spread(ratiosOf(({ cpu }) => cpu))
  };
}
