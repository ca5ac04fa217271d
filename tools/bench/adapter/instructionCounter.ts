import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Makes V8 do the same in every run: one thread, no chance. */
const SAME_EVERY_RUN = ['--predictable', '--single-threaded', '--hash-seed=1', '--random-seed=1'];

/** A tool that counts the instructions of a process. */
export interface InstructionCounter {
  readonly name: string;
  /** Instructions of a Node script from its start to its end. */
  count(script: string, args: readonly string[]): Promise<number>;
}

const perf: InstructionCounter = {
  name: 'perf stat -e instructions:u',
  async count(script, args) {
    const tool = ['stat', '-x', ',', '-e', 'instructions:u', '--'];
    const { stderr } = await run('perf', [...tool, process.execPath, ...SAME_EVERY_RUN, script, ...args]);
    return numberIn(/^(\d+),.*instructions:u/m, stderr, 'perf');
  }
};

const callgrind: InstructionCounter = {
  name: 'valgrind --tool=callgrind',
  async count(script, args) {
    const tool = ['--tool=callgrind', '--callgrind-out-file=/dev/null'];
    const { stderr } = await run('valgrind', [...tool, process.execPath, ...SAME_EVERY_RUN, script, ...args]);
    return numberIn(/Collected : (\d+)/, stderr, 'valgrind');
  }
};

/** The counter that works here, or why there is none. */
export function findInstructionCounter(): InstructionCounter | string {
  const perfProbe = spawnSync('perf', ['stat', '-x', ',', '-e', 'instructions:u', 'true'], {
    encoding: 'utf8'
  });
  if (perfProbe.status === 0 && /^\d+,/m.test(perfProbe.stderr)) return perf;
  if (spawnSync('valgrind', ['--version']).status === 0) return callgrind;
  return 'perf cannot count instructions here, and valgrind is not installed (Debian: apt-get install valgrind)';
}

function numberIn(pattern: RegExp, text: string, tool: string): number {
  const found = pattern.exec(text)?.[1];
  if (found === undefined)
    throw new Error(`${tool} counted nothing: ${text.trim().split('\n').at(-1) ?? ''}`);
  return Number(found);
}
