import net from 'node:net';

/**
 * The names that resolve. `localhost` is always known; tests add others. No name ever reaches a real resolver.
 */
export class Hosts {
  readonly #addresses = new Map<string, readonly string[]>();

  constructor() {
    this.reset();
  }

  /** Makes `name` resolve to these literals, in this order. */
  set(name: string, addresses: readonly string[]): void {
    for (const address of addresses) {
      if (net.isIP(address) === 0) throw new Error(`hosts: ${address}, given for ${name}, is no IP address`);
    }
    this.#addresses.set(name.toLowerCase(), addresses);
  }

  /** Forgets all names but `localhost`. */
  reset(): void {
    this.#addresses.clear();
    this.set('localhost', ['127.0.0.1', '::1']);
  }

  /** All addresses of a name; empty when it does not resolve. */
  lookUpAll(name: string): readonly string[] {
    return this.#addresses.get(name.toLowerCase()) ?? [];
  }

  /** The first address of one family. */
  lookUp(name: string, version: 4 | 6): string | undefined {
    return this.lookUpAll(name).find((address) => net.isIP(address) === version);
  }
}

/** The table that all stand-ins share. */
export const hosts = new Hosts();
