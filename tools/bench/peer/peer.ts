import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { PeerAnswer, PeerRequest, ServiceRequest } from './services.ts';

const MAIN = path.join(import.meta.dirname, 'main.ts');

/** The process that all contenders talk to. */
export class Peer {
  readonly #process: ChildProcess;
  readonly #failed: Promise<never>;
  #lastId = 0;
  #isStopping = false;

  constructor() {
    this.#process = fork(MAIN, { execArgv: ['--import', 'tsx'] });
    this.#failed = new Promise((_resolve, reject) => {
      this.#process.once('exit', () => {
        if (!this.#isStopping) reject(new Error('the peer process has ended by itself'));
      });
    });
    this.#failed.catch(() => {});
    // That nothing can be sent to a process that has ended is told by its end.
    this.#process.on('error', () => {});
  }

  /** Rejects if the process ends before it should. */
  get failed(): Promise<never> {
    return this.#failed;
  }

  /** @returns the port of the service */
  async start(request: ServiceRequest): Promise<number> {
    const id = ++this.#lastId;
    const answer = new Promise<number>((resolve) => {
      const onMessage = (message: unknown): void => {
        const { id: answered, port } = message as PeerAnswer;
        if (answered !== id) return;
        this.#process.off('message', onMessage);
        resolve(port);
      };
      this.#process.on('message', onMessage);
    });
    this.#process.send({ id, request } satisfies PeerRequest);
    return Promise.race([answer, this.#failed]);
  }

  /** Ends the process as if it had crashed. */
  kill(): void {
    this.#process.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    const ended = once(this.#process, 'exit');
    this.#process.disconnect();
    await ended;
  }
}
