import socketModule from '../../test/host/modules/@ohos.net.socket.ts';

type On = (event: string, ...rest: unknown[]) => unknown;

/** The part of a native socket that is watched. */
interface Native {
  on: On;
  off: On;
}

const FACTORIES = [
  'constructUDPSocketInstance',
  'constructMulticastSocketInstance',
  'constructTCPSocketInstance',
  'constructTCPSocketServerInstance'
] as const;

/**
 * Counts the native sockets that are made from its creation to {@link stop}, their listeners, and those that are
 * collected. It keeps nothing for each of them, which would make the heap grow.
 */
export class NativeObjects {
  readonly #originals = FACTORIES.map((name) => [name, socketModule[name]] as const);
  readonly #collections = new FinalizationRegistry<undefined>(() => (this.#collected += 1));
  #made = 0;
  #collected = 0;
  #listeners = 0;

  constructor() {
    // Not with node:test's mock, which keeps everything that its functions have returned.
    for (const [name, original] of this.#originals)
      Reflect.set(socketModule, name, () => this.#watch(original() as Native));
  }

  #watch(native: Native): Native {
    this.#made += 1;
    this.#collections.register(native, undefined);
    const count = (change: number): void => void (this.#listeners += change);
    const events = new Set<string>();
    const { on, off } = native;
    // Neither closure refers to the object by name: that would keep it alive.
    native.on = function (event, ...rest) {
      if (!events.has(event)) count(1);
      events.add(event);
      return on.call(this, event, ...rest);
    };
    native.off = function (event, ...rest) {
      if (events.delete(event)) count(-1);
      return off.call(this, event, ...rest);
    };
    return native;
  }

  get made(): number {
    return this.#made;
  }

  /** The native module has at most one listener for an event. */
  get listeners(): number {
    return this.#listeners;
  }

  /** Those that were not collected. */
  get alive(): number {
    return this.#made - this.#collected;
  }

  stop(): void {
    for (const [name, original] of this.#originals) Reflect.set(socketModule, name, original);
  }
}
