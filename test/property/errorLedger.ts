import type { SocketError } from '../../library/Index.ets';

/** An error event that has to come. */
interface Due {
  readonly call: string;
  /** One of these, where the call was wrong in several ways. */
  readonly errCodes: readonly number[];
  readonly isBeforeClose: boolean;
  /** Whether {@link ErrorLedger.forgive} takes it back. */
  readonly isForgivable: boolean;
  /** That of the event which it is held against for now; undefined until one has come. */
  taken: number | undefined;
}

/** Holds each failed call against its one error event. */
export class ErrorLedger {
  readonly #seen = new Map<string, number>();
  readonly #due: Due[] = [];
  readonly #possible = new Map<string, number>();
  readonly #taken = new Map<string, number>();

  /** The call fails: one event of one of these errCodes has to come. */
  expect(call: string, errCodes: readonly number[], isBeforeClose: boolean, isForgivable = false): void {
    this.#due.push({ call, errCodes, isBeforeClose, isForgivable, taken: undefined });
  }

  /** Makes the forgivable events that have not come possible instead of due. */
  forgive(): void {
    for (const due of this.#unmet.filter((each) => each.isForgivable)) {
      this.#due.splice(this.#due.indexOf(due), 1);
      this.allow(due.call);
    }
  }

  /** The call may fail for a reason that the model does not know. */
  allow(call: string): void {
    this.#possible.set(call, (this.#possible.get(call) ?? 0) + 1);
  }

  /** The call has succeeded after all. */
  disallow(call: string): void {
    this.#possible.set(call, (this.#possible.get(call) ?? 0) - 1);
  }

  /** @returns what is wrong with the event, or undefined */
  take(error: SocketError): string | undefined {
    const call = /^([\w.]+):fail ./.exec(error.errMsg)?.[1];
    if (call === undefined) return `malformed errMsg ${JSON.stringify(error.errMsg)}`;
    this.#seen.set(call, this.countOf(call) + 1);
    if (this.#assign(call, error.errCode, new Set())) return undefined;
    const possible = this.#possible.get(call) ?? 0;
    if (possible === 0) return `no failed call explains the error event ${JSON.stringify(error)}`;
    this.#possible.set(call, possible - 1);
    this.#taken.set(call, this.countOfPossible(call) + 1);
    return undefined;
  }

  /**
   * Holds an event against a call that explains it. One that another event has may be passed on, if that one has another
   * explanation: which of several events belongs to which of several calls nobody can tell before all have come.
   */
  #assign(call: string, errCode: number, tried: Set<Due>): boolean {
    const explaining = this.#due
      .filter((due) => due.call === call && due.errCodes.includes(errCode))
      .sort((left, right) => Number(left.isForgivable) - Number(right.isForgivable));
    const free = explaining.find(({ taken }) => taken === undefined);
    if (free !== undefined) {
      free.taken = errCode;
      return true;
    }
    for (const due of explaining) {
      if (tried.has(due)) continue;
      tried.add(due);
      if (!this.#assign(call, due.taken as number, tried)) continue;
      due.taken = errCode;
      return true;
    }
    return false;
  }

  get #unmet(): Due[] {
    return this.#due.filter(({ taken }) => taken === undefined);
  }

  /** How many error events of the call came. */
  countOf(call: string): number {
    return this.#seen.get(call) ?? 0;
  }

  /** How many of them were possible and not due. */
  countOfPossible(call: string): number {
    return this.#taken.get(call) ?? 0;
  }

  /** The error events that have to come still. */
  get missing(): string[] {
    return this.#unmet.map(({ call, errCodes }) => `error of ${call} with errCode ${errCodes.join(' or ')}`);
  }

  /** Those of them that are due before the close event. */
  get missingBeforeClose(): string[] {
    return this.#unmet.filter((due) => due.isBeforeClose).map(({ call }) => `error of ${call}`);
  }
}
