import { withAdapterBundle } from '../adapter/bundle.ts';
import { findInstructionCounter, type InstructionCounter } from '../adapter/instructionCounter.ts';
import { OPERATIONS } from '../adapter/operations.ts';
import type { Benchmark, SkippedResult } from './benchmark.ts';

/** The script is run with both numbers; the difference is free of start-up and warm-up. */
const FEW = 10_000;
const MANY = 110_000;
/** Processes at the same time; they do not disturb each other's counts. */
const PROCESSES = 2;

/** Instructions of one use. */
export interface OperationInstructions {
  readonly name: string;
  readonly title: string;
  readonly library: number;
  readonly raw: number;
}

export interface InstructionsResult {
  readonly kind: 'instructions';
  readonly counter: string;
  readonly operations: readonly OperationInstructions[];
}

/** Instructions of what lies above the native module: a figure that does not depend on how busy or fast the machine is. */
export const instructions: Benchmark = {
  name: 'instructions',
  title: 'Instructions over a null socket',
  async run({ progress }): Promise<InstructionsResult | SkippedResult> {
    const counter = findInstructionCounter();
    if (typeof counter === 'string') return { kind: 'skipped', reason: counter };
    return withAdapterBundle('main.ts', async (bundle) => ({
      kind: 'instructions',
      counter: counter.name,
      operations: await countAll(counter, bundle, progress)
    }));
  }
};

async function countAll(
  counter: InstructionCounter,
  bundle: string,
  progress: (text: string) => void
): Promise<OperationInstructions[]> {
  const jobs = OPERATIONS.flatMap(({ name }) =>
    ['library', 'raw'].flatMap((contender) => [FEW, MANY].map((times) => [name, contender, String(times)]))
  );
  const counts = new Map<string, number>();
  const waiting = [...jobs];
  const work = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      progress(`${counts.size + 1} of ${jobs.length} (${counter.name})`);
      counts.set(job.join(' '), await counter.count(bundle, job));
    }
  };
  await Promise.all(Array.from({ length: PROCESSES }, work));
  return OPERATIONS.map(({ name, title }) => {
    const each = (contender: string): number => {
      const [few = NaN, many = NaN] = [FEW, MANY].map((times) => counts.get(`${name} ${contender} ${times}`));
      return Math.round((many - few) / (MANY - FEW));
    };
    return { name, title, library: each('library'), raw: each('raw') };
  });
}
