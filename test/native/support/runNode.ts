import { spawn } from 'node:child_process';
import path from 'node:path';
import { repositoryRoot } from '../../../tools/arkts/modules.ts';
import { COMPANION_VARIABLE } from './addons.ts';

const LIMIT_MS = 600_000;

export interface Ended {
  code: number | null;
  output: string;
}

/** Runs Node.js to its end. @returns how it ended, and everything that it printed */
export async function runNode(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const env = { ...process.env, ...environment };
  delete env.NODE_TEST_CONTEXT; // the tests inside are not part of this run
  const child = spawn(process.execPath, args, { cwd: repositoryRoot, env, timeout: LIMIT_MS });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

/** Runs a test file of the companion with another build of it. @returns what went wrong, or undefined */
export async function runTestsWith(
  companionFile: string,
  testFile: string,
  environment: NodeJS.ProcessEnv = {}
): Promise<string | undefined> {
  const file = path.resolve(import.meta.dirname, '..', testFile);
  const { code, output } = await runNode([...process.execArgv, '--test', file], {
    ...environment,
    [COMPANION_VARIABLE]: companionFile
  });
  const passed = Number(/^\S+ pass (\d+)$/m.exec(output)?.[1] ?? 0);
  return code === 0 && passed > 0 ? undefined : `exit code ${String(code)}, ${passed} passed\n${output}`;
}
