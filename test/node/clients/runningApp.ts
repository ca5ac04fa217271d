import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import path from 'node:path';
import type { FromApp, ToApp } from './messages.ts';

const MAIN = path.join(import.meta.dirname, 'appProcess.ts');

/** Milliseconds for one message, and for the end of the process. */
const LIMIT = 300_000;

/** The built app in a process of its own. */
export class RunningApp {
  private readonly process: ChildProcess;
  private readonly messages: AsyncIterator<[FromApp], undefined>;

  private constructor(bundle: string, page: string) {
    const parameters = ['--import', 'tsx', '--enable-source-maps', MAIN, bundle, page];
    this.process = spawn(process.execPath, parameters, { stdio: ['ignore', 2, 'inherit', 'ipc'] });
    this.messages = on(this.process, 'message', { close: ['exit'] }) as AsyncIterator<[FromApp], undefined>;
  }

  /**
   * @param bundle URL of the build's output as one module
   * @param page its page, which hands over the scenarios
   */
  static async launch(bundle: string, page = 'pages/clients/index'): Promise<RunningApp> {
    const app = new RunningApp(bundle, page);
    await app.next('ready');
    return app;
  }

  /** Runs a scenario to its end. @returns its result */
  async run(scenario: string, parameters: object = {}): Promise<unknown> {
    this.start(scenario, parameters);
    return this.result();
  }

  start(scenario: string, parameters: object = {}): void {
    this.send({ kind: 'start', scenario, parameters });
  }

  /** Says something to the scenario that runs. */
  tell(text: string): void {
    this.send({ kind: 'tell', text });
  }

  /** What the scenario says next. */
  async told(): Promise<unknown> {
    return (await this.next('told')).told;
  }

  async result(): Promise<unknown> {
    return (await this.next('result')).result;
  }

  /** Lets the process end by itself, which it does when no socket is left open. @returns its exit code */
  async end(): Promise<number | null> {
    const ended = once(this.process, 'exit', { signal: AbortSignal.timeout(LIMIT) });
    this.send({ kind: 'end' });
    try {
      await ended;
    } finally {
      this.process.kill('SIGKILL');
    }
    return this.process.exitCode;
  }

  private send(message: ToApp): void {
    this.process.send(message);
  }

  private async next<Kind extends FromApp['kind']>(kind: Kind): Promise<Extract<FromApp, { kind: Kind }>> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`the app did not answer within ${LIMIT} ms`)), LIMIT);
    });
    try {
      const next = await Promise.race([this.messages.next(), limit]);
      if (next.done === true) throw new Error('the process of the app has ended; see its lines above');
      const [message] = next.value;
      if (message.kind === 'failure') throw new Error(`the app says: ${message.text}`);
      if (message.kind !== kind) throw new Error(`expected ${kind}, the app says ${JSON.stringify(message)}`);
      return message as Extract<FromApp, { kind: Kind }>;
    } finally {
      clearTimeout(timer);
    }
  }
}
