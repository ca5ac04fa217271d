import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Address } from '../contenders/contender.ts';
import type { Flow } from '../flow.ts';
import type { ServiceName } from './services.ts';

/** The process that all contenders talk to. */
export class Peer {
  readonly #process = fork(path.join(import.meta.dirname, 'services.ts'), { execArgv: ['--import', 'tsx'] });
  /** Rejects when the process ends. */
  readonly failed = once(this.#process, 'exit').then((): never => {
    throw new Error('the peer process has ended by itself');
  });

  constructor() {
    this.failed.catch(() => {});
    // That nothing can be sent to a process that has ended is told by its end.
    this.#process.on('error', () => {});
  }

  /** One after the other, as answers tell no names. */
  async start(service: ServiceName, { transport, size, count, window }: Flow): Promise<Address> {
    const answer = new Promise<Address>((resolve) => this.#process.once('message', resolve));
    this.#process.send([service, { transport, size, count, window }]);
    return Promise.race([answer, this.failed]);
  }

  /** Ends the process as if it had crashed. */
  kill(): void {
    this.#process.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.#process.disconnect();
    await this.failed.catch(() => {});
  }
}
