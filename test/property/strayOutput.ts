import { inspect } from 'node:util';

/** Collects what leaves the library by other ways than events, from creation to {@link stop}. */
export class StrayOutput {
  /** Rejections that nobody handled and exceptions that nobody caught. */
  readonly errors: string[] = [];
  /** What was given to `console.error`. */
  readonly logged: string[] = [];
  readonly #consoleError = console.error;
  readonly #onRejection = (reason: unknown): void =>
    void this.errors.push(`unhandled rejection: ${inspect(reason)}`);
  readonly #onException = (error: unknown): void =>
    void this.errors.push(`uncaught exception: ${inspect(error)}`);

  constructor() {
    console.error = (...parts: unknown[]) =>
      void this.logged.push(parts.map((part) => String(part)).join(' '));
    process.on('unhandledRejection', this.#onRejection);
    process.on('uncaughtException', this.#onException);
  }

  stop(): void {
    console.error = this.#consoleError;
    process.off('unhandledRejection', this.#onRejection);
    process.off('uncaughtException', this.#onException);
  }
}
