import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Address, Transport } from '../contenders/contender.ts';
import type { ServiceName, ServiceOptions } from './services.ts';

/** The process that all contenders talk to. */
export class Peer {
  /** Rejects if the process ends before it should. */
  readonly failed: Promise<never>;
  readonly #process: ChildProcess;
  #isStopping = false;
  /** Services start one after the other, as answers tell no names. */
  #last: Promise<unknown> = Promise.resolve();

  constructor() {
    this.#process = fork(path.join(import.meta.dirname, 'services.ts'), { execArgv: ['--import', 'tsx'] });
    this.failed = new Promise((_resolve, reject) => {
      this.#process.once('exit', () => {
        if (!this.#isStopping) reject(new Error('the peer process has ended by itself'));
      });
    });
    this.failed.catch(() => {});
    // That nothing can be sent to a process that has ended is told by its end.
    this.#process.on('error', () => {});
  }

  start<Name extends ServiceName>(
    transport: Transport,
    name: Name,
    options: ServiceOptions<Name>
  ): Promise<Address> {
    const address = this.#last.then(() => {
      const answer = new Promise<Address>((resolve) => this.#process.once('message', resolve));
      this.#process.send([transport, name, options]);
      return Promise.race([answer, this.failed]);
    });
    this.#last = address.catch(() => {});
    return address;
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
