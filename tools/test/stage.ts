import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { repositoryRoot } from '../arkts/modules.ts';

/** Milliseconds without a line after which a stage is taken to hang; a busy machine is no hang. */
const SILENCE_LIMIT = 30 * 60_000;

/** The last line of each tool that counts. */
const TALLY = /^(\d+) passed, (\d+) failed$/;

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

/** A script of package.json that ends with a tally. */
export function npmStage(name: string, args: readonly string[]): Stage {
  return { name, command: 'npm', args: ['run', '--silent', ...args], counts: true };
}

/**
 * Runs a command in the project's root and shows what it prints, except for its tally: there is one total.
 *
 * @param prefix goes before each line, to tell stages apart that run at the same time
 */
export async function runStage({ command, args, counts }: Stage, prefix = ''): Promise<Tally> {
  const child = spawn(command, args, {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'inherit']
  });
  const silence = setTimeout(() => child.kill(), SILENCE_LIMIT);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let tally: Tally | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    silence.refresh();
    const match = TALLY.exec(line);
    if (match === null) console.log(`${prefix}${line}`);
    else tally = { passed: Number(match[1]), failed: Number(match[2]) };
  }
  const exitCode = await ended;
  clearTimeout(silence);
  return judge(tally ?? { passed: 0, failed: 0 }, exitCode === 0, counts);
}

/** A stage that crashed has failed, whatever it counted; so has one without any test. */
function judge({ passed, failed }: Tally, succeeded: boolean, counts: boolean): Tally {
  const failedSilently = failed === 0 && (!succeeded || (counts && passed === 0));
  return { passed, failed: failedSilently ? 1 : failed };
}
