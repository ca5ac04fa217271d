import type { NetAddress } from './address.ts';
import { ask } from './operation.ts';

/** What lives on in the event loop while the JS object may be collected. */
interface Core {
  readonly listeners: { on(args: readonly unknown[]): void; off(args: readonly unknown[]): void };
  localAddress(): NetAddress;
}

/** What the JS objects of all sockets have in common. */
export abstract class SocketObject<SocketCore extends Core> {
  readonly #core: SocketCore;

  /** @param coreOf gets the object, whose number in its kind the core has to know */
  constructor(coreOf: (object: object) => SocketCore) {
    this.#core = coreOf(this);
  }

  protected get core(): SocketCore {
    return this.#core;
  }

  getLocalAddress(...args: unknown[]): unknown {
    return ask(args, () => this.#core.localAddress());
  }

  on(...args: unknown[]): void {
    this.#core.listeners.on(args);
  }

  off(...args: unknown[]): void {
    this.#core.listeners.off(args);
  }
}
