import { headersSent } from './httpErrors.ts';
import type { HeaderValue } from './headerChecks.ts';

interface Entry {
  /** As it was given. */
  readonly name: string;
  value: HeaderValue;
}

/** The headers that a message is going to be sent with, whatever case their names are asked for in. */
export class OutgoingHeaders {
  readonly #entries = new Map<string, Entry>();

  get size(): number {
    return this.#entries.size;
  }

  set(name: string, value: HeaderValue): void {
    this.#entries.set(name.toLowerCase(), { name, value });
  }

  append(name: string, value: HeaderValue): void {
    const known = this.#entries.get(name.toLowerCase());
    if (known === undefined) this.set(name, value);
    else known.value = [known.value, value].flat().map(String);
  }

  get(name: string): HeaderValue | undefined {
    return this.#entries.get(name.toLowerCase())?.value;
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  delete(name: string): void {
    this.#entries.delete(name.toLowerCase());
  }

  /** In lower case. */
  names(): string[] {
    return [...this.#entries.keys()];
  }

  /** As they were given. */
  rawNames(): string[] {
    return [...this.#entries.values()].map(({ name }) => name);
  }

  /** By names in lower case, without a prototype, as Node gives them. */
  toObject(): Record<string, HeaderValue> {
    const object = Object.create(null) as Record<string, HeaderValue>;
    for (const [name, { value }] of this.#entries) object[name] = value;
    return object;
  }

  /** By names as they were given. */
  entries(): [string, HeaderValue][] {
    return [...this.#entries.values()].map(({ name, value }) => [name, value]);
  }
}

/** @throws ERR_HTTP_HEADERS_SENT if there is a head already */
export function requireUnsent(head: string | null, verb: string): void {
  if (head !== null && head !== '') throw headersSent(verb);
}
