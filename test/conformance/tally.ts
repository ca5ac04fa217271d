import type { Verdict } from './verdict.ts';

const MARKS = { passed: 'ok', failed: 'FAILED', deviates: 'deviates', skipped: 'skipped' } as const;

/** Counts verdicts and prints them as they come. */
export class Tally {
  readonly #total: number;
  readonly #print: (line: string) => void;
  readonly #counts: Record<Verdict['outcome'], number> = { passed: 0, failed: 0, deviates: 0, skipped: 0 };
  readonly #notes: string[] = [];
  #done = 0;
  #differingTexts = 0;

  constructor(total: number, print: (line: string) => void) {
    this.#total = total;
    this.#print = print;
  }

  get failed(): number {
    return this.#counts.failed;
  }

  add(name: string, verdict: Verdict): void {
    this.#done += 1;
    this.#counts[verdict.outcome] += 1;
    const progress = `${String(this.#done).padStart(String(this.#total).length)}/${this.#total}`;
    this.#print(`${progress} ${MARKS[verdict.outcome]} ${name}`);
    if (verdict.outcome === 'failed') verdict.lines.forEach((line) => this.#print(line));
    else if (verdict.outcome === 'passed') this.#differingTexts += verdict.differingTexts;
    else this.#notes.push(`${verdict.outcome}: ${name} (${verdict.reason})`);
  }

  summarize(): void {
    this.#print('');
    this.#notes.forEach((note) => this.#print(note));
    this.#print(`${this.#counts.deviates} deviate, ${this.#counts.skipped} skipped`);
    this.#print(`${this.#differingTexts} error texts differ from the recorded ones; only codes are compared`);
    this.#print(`${this.#counts.passed} passed, ${this.#counts.failed} failed`);
  }
}
