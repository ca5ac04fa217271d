import { chance } from './chance.ts';

/**
 * The sends of accepted connections are jobs of a pool: those that are not awaited overtake each other in about half
 * of the cases (docs/native-module.md, section 8).
 */
export class SendJobs {
  #jobs: (() => void)[] = [];

  /** Runs `job` in a later turn, maybe out of order. */
  add(job: () => void): void {
    this.#jobs.push(job);
    if (this.#jobs.length === 1) setImmediate(() => this.#run());
  }

  #run(): void {
    const jobs = this.#jobs;
    this.#jobs = [];
    if (jobs.length > 1 && chance.next() < 0.5) {
      const index = chance.below(jobs.length - 1);
      jobs.splice(index + 1, 0, ...jobs.splice(index, 1));
    }
    for (const job of jobs) job();
  }
}
