import type { WriteStream } from 'node:tty';

/** Shows on a stream what is being measured: in one line that changes if it is a terminal, else one line for each step. */
export class Progress {
  readonly #stream: Pick<WriteStream, 'write' | 'isTTY'>;
  #step = '';

  constructor(stream: Pick<WriteStream, 'write' | 'isTTY'>) {
    this.#stream = stream;
  }

  /** The next step begins. */
  step(text: string): void {
    this.#step = text;
    if (!this.#stream.isTTY) this.#stream.write(`${text}\n`);
    else this.detail('');
  }

  /** How far the step is. */
  detail(text: string): void {
    if (this.#stream.isTTY) this.#stream.write(`\r\x1b[K${this.#step}${text === '' ? '' : `: ${text}`}`);
  }

  end(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\x1b[K');
  }
}
