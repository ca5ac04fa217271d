import { EventEmitter, on } from 'events';
import type { Readable, Writable } from 'stream';
import { closeOnAbort } from '../../shared/closeOnAbort.ts';
import { withCode } from '../../shared/errors.ts';
import { nextTick } from '../../shared/nextTick.ts';
import { onAbort } from '../../shared/onAbort.ts';
import { isFunction, validateAbortSignal } from '../../shared/validators.ts';
import { LineSplitter } from './LineSplitter.ts';

/** Shorter ones would take a line feed that comes in the next packet for a line of its own. */
const LEAST_DELAY_MS = 100;
/** Lines that wait for an iterator before the input is paused. */
const MOST_WAITING = 1024;

export interface InterfaceOptions {
  input: Readable;
  output?: Writable | null;
  /** In milliseconds, 100 when absent and at least. */
  crlfDelay?: number;
  prompt?: string;
  signal?: AbortSignal;
}

/**
 * What Node's interfaces of `readline` are without a terminal: events `line`, `pause`, `resume`, `close`, and `error` of the input.
 * It closes when the input has ended, after a last line without an end.
 */
export class LineReader extends EventEmitter {
  readonly terminal = false;
  /** Of terminals: what is typed. */
  readonly line = '';
  readonly input: Readable;
  readonly output: Writable | null | undefined;
  closed = false;
  readonly #splitter: LineSplitter;
  readonly #endings: (() => void)[] = [];
  #isPaused = false;
  #prompt: string;
  #answered: ((answer: string) => void) | undefined;
  #lines: AsyncIterator<[string], undefined> | undefined;

  constructor(options: Readable | InterfaceOptions, output?: Writable) {
    super();
    const given: InterfaceOptions = isReadable(options)
      ? { input: options, ...(output && { output }) }
      : options;
    const { input, crlfDelay = LEAST_DELAY_MS, prompt = '> ', signal } = given;
    this.input = input;
    this.output = given.output;
    this.#prompt = prompt;
    this.#splitter = new LineSplitter(Math.max(crlfDelay, LEAST_DELAY_MS));
    this.#listen('data', (data: string | Uint8Array) => this.write(data));
    this.#listen('end', () => {
      const rest = this.#splitter.end();
      if (rest !== '') this.#tell(rest);
      this.close();
    });
    this.#listen('error', (error: Error) => this.emit('error', error));
    if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
    if (signal?.aborted === true) nextTick(() => this.close());
    else if (signal !== undefined) closeOnAbort(this, signal, () => this.closed);
    input.resume();
  }

  #listen<Arguments extends unknown[]>(event: string, listener: (...args: Arguments) => void): void {
    this.input.on(event, listener as (...args: unknown[]) => void);
    this.#endings.push(() => this.input.removeListener(event, listener as (...args: unknown[]) => void));
  }

  #tell(line: string): void {
    if (this.#answered === undefined) this.emit('line', line);
    else this.#answered(line);
  }

  getPrompt(): string {
    return this.#prompt;
  }

  setPrompt(prompt: string): void {
    this.#prompt = prompt;
  }

  prompt(): void {
    this.resume();
    this.output?.write(this.#prompt);
  }

  /** Writes the question; the next line is its answer, and no `line`. @throws Error after `close` */
  protected ask(query: string, answered: (answer: string) => void, signal?: AbortSignal): void {
    if (this.closed) throw withCode(new Error('readline was closed'), 'ERR_USE_AFTER_CLOSE');
    // As Node: what is asked meanwhile is never answered.
    if (this.#answered === undefined) this.#expectAnswer(query, answered, signal);
    this.prompt();
  }

  #expectAnswer(query: string, answered: (answer: string) => void, signal: AbortSignal | undefined): void {
    const prompt = this.#prompt;
    const end = (): void => {
      this.#prompt = prompt;
      this.#answered = undefined;
      endWaiting();
    };
    const endWaiting = onAbort(signal, () => {
      end();
      this.output?.write('\r\n');
    });
    this.#prompt = query;
    this.#answered = (answer) => {
      end();
      answered(answer);
    };
  }

  /** As if it came from the input. */
  write(data: string | Uint8Array): void {
    for (const line of this.#splitter.split(data)) this.#tell(line);
  }

  pause(): this {
    if (!this.#isPaused) {
      this.input.pause();
      this.#isPaused = true;
      this.emit('pause');
    }
    return this;
  }

  resume(): this {
    if (this.#isPaused) {
      this.input.resume();
      this.#isPaused = false;
      this.emit('resume');
    }
    return this;
  }

  close(): void {
    if (this.closed) return;
    this.pause();
    this.closed = true;
    for (const end of this.#endings) end();
    this.emit('close');
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<string> {
    const options = { close: ['close'], highWaterMark: MOST_WAITING };
    const lines = (this.#lines ??= on(this, 'line', options) as AsyncIterator<[string], undefined>);
    return {
      next: async () => {
        const { value } = await lines.next();
        return value === undefined ? { done: true, value } : { done: false, value: value[0] };
      },
      return: async () => {
        await lines.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      }
    };
  }
}

function isReadable(options: Readable | InterfaceOptions): options is Readable {
  return isFunction((options as Partial<Readable>).on);
}
