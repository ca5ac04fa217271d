/** What is known of one bind: asked for by `bind`, or by the first `send` on an unbound socket. */
export class Binding {
  /** The port, once the socket has told it. */
  port: number | undefined;
  /** Undefined while the bind is under way. */
  isBound: boolean | undefined;
  /** `fail` where another process holds the port. */
  readonly fate: 'fail' | 'open';
  readonly #whenKnown: ((isBound: boolean) => void)[] = [];

  constructor(fate: 'fail' | 'open') {
    this.fate = fate;
  }

  /** Runs the task when the bind has ended, or now if it has. */
  whenKnown(task: (isBound: boolean) => void): void {
    if (this.isBound === undefined) this.#whenKnown.push(task);
    else task(this.isBound);
  }

  end(isBound: boolean): void {
    this.isBound = isBound;
    for (const task of this.#whenKnown.splice(0)) task(isBound);
  }
}
