import fc from 'fast-check';
import type { Journal } from './journal.ts';
import { type Shown, wrongListener } from './shown.ts';

/** One thing that a sequence does with the listeners of a socket. */
export interface ListenerStep {
  readonly kind: 'add' | 'remove' | 'removeAll' | 'addWrong' | 'removeWrong';
  /** Chooses the event: any natural number. */
  readonly event: number;
  /** Number of an extra listener; those from {@link FIRST_THROWING} on throw. */
  readonly id: number;
  readonly wrong: Shown;
  /** How `removeAll` says that there is no listener. */
  readonly absent: 'nothing' | 'undefined' | 'null';
}

const FIRST_THROWING = 2;
/** What the throwing listeners throw. */
const THROWN: readonly unknown[] = [
  new Error('thrown by a listener'),
  'thrown by a listener',
  undefined,
  Object.create(null)
];

export const listenerStep: fc.Arbitrary<ListenerStep> = fc.record({
  kind: fc.constantFrom('add', 'add', 'remove', 'removeAll', 'addWrong', 'removeWrong'),
  event: fc.nat(5),
  id: fc.nat(FIRST_THROWING + THROWN.length - 1),
  wrong: wrongListener,
  absent: fc.constantFrom('nothing', 'undefined', 'null')
});

/** Keeps the extra listeners of one socket, one function for each event and number. */
export class ExtraListeners {
  readonly #journal: Journal;
  readonly #functions = new Map<string, () => void>();

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  perform(step: ListenerStep): void {
    const { events } = this.#journal;
    const event = events[step.event % events.length] ?? '';
    switch (step.kind) {
      case 'add':
        this.#journal.addListener(event, step.id, this.#listener(event, step.id));
        break;
      case 'remove':
        this.#journal.removeListener(event, step.id, this.#listener(event, step.id));
        break;
      case 'removeAll': {
        const values = { nothing: [], undefined: [undefined], null: [null] };
        this.#journal.removeAllListeners(event, ...values[step.absent]);
        break;
      }
      case 'addWrong':
        this.#refused(`on${event}`, step.wrong);
        break;
      case 'removeWrong':
        this.#refused(`off${event}`, step.wrong);
        break;
    }
  }

  #refused(method: string, wrong: Shown): void {
    this.#journal.expectError(method, [-1]);
    this.#journal.call(method, [wrong.value], wrong.text);
  }

  #listener(event: string, id: number): () => void {
    const key = `${event} ${id}`;
    const listener =
      this.#functions.get(key) ??
      (() => {
        this.#journal.heard(event, id);
        if (id < FIRST_THROWING) return;
        this.#journal.throws += 1;
        throw THROWN[id - FIRST_THROWING];
      });
    this.#functions.set(key, listener);
    return listener;
  }
}
