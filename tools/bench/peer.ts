import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Address, Transport } from './contenders/contender.ts';
import type { Flow } from './flow.ts';
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
  async start(service: ServiceName, transport: Transport, { size, count, ahead }: Flow): Promise<Address> {
    this.#process.send([service, transport, { size, count, ahead }]);
    return (await this.#answer()) as Address;
  }

  /** Of all that the next run of a sink receives. */
  checksum(): Promise<number> {
    return this.#answer() as Promise<number>;
  }

  /** Ends the process as if it had crashed. */
  kill(): void {
    this.#process.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.#process.disconnect();
    await this.failed.catch(() => {});
  }

  #answer(): Promise<unknown> {
    const answer = new Promise((resolve) => this.#process.once('message', resolve));
    const answerOrEnd = Promise.race([answer, this.failed]);
    answerOrEnd.catch(() => {}); // who no longer waits for it does not have to know
    return answerOrEnd;
  }
}
