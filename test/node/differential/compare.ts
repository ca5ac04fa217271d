import fc from 'fast-check';
import assert from 'node:assert/strict';
import type { Deviation } from './deviations.ts';
import type { Seen } from './trace.ts';

const DEFAULT_SEED = 20260;
/** Programs for each module; `DIFFERENTIAL_RUNS` in the environment sets another number. */
const RUNS = 250;
const LONGEST_MS = 60_000;
/** For one program on one module: each thing that does not happen takes a minute, and there may be many in one. */
const LONGEST_PROGRAM_MS = 180_000;

/** How a module is tried. */
export interface Trial<Module, Program> {
  node: Module;
  ours: Module;
  programs: fc.Arbitrary<Program>;
  run: (module: Module, program: Program) => Promise<Seen>;
  deviations: readonly Deviation[];
  /** Milliseconds for one program on one module; three minutes when absent. */
  longestProgramMs?: number;
}

/**
 * A busy kernel tells later of an end, which gives Node's own module other errors, too: what does not differ each time is no
 * difference.
 */
const TRIES = 3;

/**
 * Runs random programs on Node's module and on ours and compares what they see. `DIFFERENTIAL_SEED` starts other programs
 * than the default ones.
 *
 * @param say is told how many programs have run, and which known deviations appeared
 */
export async function compareModules<Module, Program>(
  trial: Trial<Module, Program>,
  say: (line: string) => void
): Promise<void> {
  const { node, ours, programs, run, deviations, longestProgramMs = LONGEST_PROGRAM_MS } = trial;
  const seed = Number(process.env.DIFFERENTIAL_SEED ?? DEFAULT_SEED);
  const ended = (module: Module, name: string, program: Program): Promise<Seen> =>
    within(run(module, program), longestProgramMs, () => {
      const text = `a program did not end on ${name} within ${longestProgramMs} ms`;
      return new Error(`${text}: seed ${seed}, ${fc.stringify(program)}`);
    });
  const met = new Set<Deviation>();
  let ran = 0;
  const compare = async (program: Program): Promise<void> => {
    const expected = await ended(node, 'Node’s module', program);
    const found = await ended(ours, 'ours', program);
    for (const [who, lines] of expected) {
      compareLines(lines, [...(found.get(who) ?? [])], who, deviations).forEach((each) => met.add(each));
    }
  };
  const property = fc.asyncProperty(programs, async (program) => {
    for (let tries = 1; ; tries++) {
      try {
        await compare(program);
        break;
      } catch (error) {
        if (!(error instanceof assert.AssertionError) || tries === TRIES) throw error;
        say(`differed at try ${tries}: ${error.message}`);
      }
    }
    ran += 1;
  });
  await fc.assert(property, {
    seed,
    numRuns: Number(process.env.DIFFERENTIAL_RUNS ?? RUNS),
    interruptAfterTimeLimit: LONGEST_MS,
    includeErrorInReport: true
  });
  say(`${ran} programs ran`);
  for (const { reason } of met) say(`known deviation met: ${reason}`);
}

async function within<Value>(task: Promise<Value>, limitMs: number, late: () => Error): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), limitMs);
  });
  try {
    return await Promise.race([task, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** @returns the deviations that explain the differences; throws for one that none explains */
function compareLines(
  expected: readonly string[],
  found: string[],
  who: string,
  deviations: readonly Deviation[]
): Deviation[] {
  const met: Deviation[] = [];
  for (let at = 0; at < Math.max(expected.length, found.length); at++) {
    if (expected[at] === found[at]) continue;
    const known = deviations.find((each) => isExplained(each, expected, at, found[at]));
    if (known === undefined) assert.deepEqual(found, expected, `what ${who} has seen`);
    else met.push(known);
  }
  return met;
}

/** Whether the deviation explains that Node's line at this place is another than ours. */
function isExplained(
  { given = /^/, node, ours, without }: Deviation,
  expected: readonly string[],
  at: number,
  found: string | undefined
): boolean {
  const line = expected[at];
  if (line === undefined || found === undefined || !node.test(line) || !ours.test(found)) return false;
  if (without !== undefined && line.replace(without, '') !== found.replace(without, '')) return false;
  return expected.some((each) => given.test(each));
}
