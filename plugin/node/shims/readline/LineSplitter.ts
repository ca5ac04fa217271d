import { StringDecoder } from 'string_decoder';

const LINE_END = /\r\n|\n|\r/;

/** Makes lines of bytes: an end of a line may come in two parts, and so may a character. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  readonly #delay: number;
  #rest = '';
  /** When a carriage return was the last that came; a line feed that follows soon belongs to it. */
  #returnedAt = -Infinity;

  /** @param delay in milliseconds, how long a line feed after a carriage return belongs to it */
  constructor(delay: number) {
    this.#delay = delay;
  }

  split(data: string | Uint8Array): string[] {
    let text = typeof data === 'string' ? data : this.#decoder.write(data);
    if (text === '') return [];
    if (text.startsWith('\n') && Date.now() - this.#returnedAt <= this.#delay) text = text.slice(1);
    this.#returnedAt = text.endsWith('\r') ? Date.now() : -Infinity;
    const [first = '', ...others] = text.split(LINE_END);
    const lines = [this.#rest + first, ...others];
    this.#rest = lines.pop() ?? '';
    return lines;
  }

  /** What stands behind the last end of a line. */
  end(): string {
    const rest = this.#rest;
    this.#rest = '';
    return rest;
  }
}
