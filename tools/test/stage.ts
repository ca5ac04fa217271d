import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { repositoryRoot } from '../arkts/modules.ts';

/** Milliseconds without a line after which a stage is taken to hang; a busy machine is no hang. */
const SILENCE_LIMIT = 30 * 60_000;

/** The last line of each tool that counts. */
const TALLY = /^(\d+) passed, (\d+) failed$/;

/** What a stage says of a test that failed: a line, and those below it that are indented. */
const FINDING = /^(?:FAILED {2}|PROBLEM |UNSTABLE)/;
const BELOW = /^ {8}/;
/** So many of its last lines tell why a stage failed that names no test. */
const LAST_LINES = 20;

export interface Stage {
  name: string;
  command: string;
  args: readonly string[];
  /** Whether it ends with a tally; otherwise only its exit code tells something. */
  counts: boolean;
}

export interface Tally {
  passed: number;
  failed: number;
}

export interface StageResult extends Tally {
  /** What it printed of tests that failed or are unstable; of a stage that failed without such, its last lines. */
  findings: readonly string[];
}

/** A script of package.json that ends with a tally. */
export function npmStage(name: string, args: readonly string[]): Stage {
  return { name, command: 'npm', args: ['run', '--silent', ...args], counts: true };
}

/**
 * Runs a command in the project's root and shows what it prints, except for its tally: there is one total.
 *
 * @param prefix goes before each line, to tell stages apart that run at the same time
 */
export async function runStage({ command, args, counts }: Stage, prefix = ''): Promise<StageResult> {
  const child = spawn(command, args, {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'inherit']
  });
  const silence = setTimeout(() => child.kill(), SILENCE_LIMIT);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let tally: Tally | undefined;
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    silence.refresh();
    lines.push(line);
    const match = TALLY.exec(line);
    if (match === null) console.log(`${prefix}${line}`);
    else tally = { passed: Number(match[1]), failed: Number(match[2]) };
  }
  const exitCode = await ended;
  clearTimeout(silence);
  const verdict = judge(tally ?? { passed: 0, failed: 0 }, exitCode === 0, counts);
  let within = false;
  const named = lines.filter((line) => (within = FINDING.test(line) || (within && BELOW.test(line))));
  return {
    ...verdict,
    findings: verdict.failed > 0 && named.length === 0 ? lines.slice(-LAST_LINES) : named
  };
}

/** A stage that crashed has failed, whatever it counted; so has one without any test. */
function judge({ passed, failed }: Tally, succeeded: boolean, counts: boolean): Tally {
  const failedSilently = failed === 0 && (!succeeded || (counts && passed === 0));
  return { passed, failed: failedSilently ? 1 : failed };
}
