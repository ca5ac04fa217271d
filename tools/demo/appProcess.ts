import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Print, printLines } from './print.ts';

/** How long an app may run, in milliseconds. */
const RUN_LIMIT = 20 * 60_000;

/**
 * Runs a built app in a process of its own, which works its pages and tells of them by messages.
 *
 * @param main file in `headless/`
 * @param bundle URL of the build's output as one module
 * @param work what it has to know of that, as JSON can carry
 */
export function startApp(main: string, bundle: string, work: object, print: Print): ChildProcess {
  const file = fileURLToPath(new URL(`./headless/${main}`, import.meta.url));
  const parameters = ['--import', 'tsx', '--enable-source-maps', file, bundle, JSON.stringify(work)];
  const app = spawn(process.execPath, parameters, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    timeout: RUN_LIMIT,
    killSignal: 'SIGKILL'
  });
  if (app.stdout) printLines(app.stdout, print);
  if (app.stderr) printLines(app.stderr, print);
  return app;
}
