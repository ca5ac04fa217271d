import socketModule from '../../test/host/modules/@ohos.net.socket.ts';

type On = (event: string, ...rest: unknown[]) => unknown;

/** The part of a native socket that is watched. */
interface Native {
  on: On;
  off: On;
}

const FACTORIES = ['constructUDPSocketInstance', 'constructTCPSocketInstance'] as const;

/** Watches every native socket that is made from its creation to {@link stop}: its listeners, and whether it lives on. */
export class NativeObjects {
  readonly #objects: WeakRef<object>[] = [];
  readonly #listeners: Set<string>[] = [];

  readonly #originals = FACTORIES.map((name) => [name, socketModule[name]] as const);

  constructor() {
    // Not with node:test's mock, which keeps everything that its functions have returned.
    for (const [name, original] of this.#originals)
      Reflect.set(socketModule, name, () => this.#watch(original() as Native));
  }

  #watch(native: Native): Native {
    const events = new Set<string>();
    this.#objects.push(new WeakRef(native));
    this.#listeners.push(events);
    const { on, off } = native;
    // Neither closure refers to the object by name: that would keep it alive.
    native.on = function (event, ...rest) {
      events.add(event);
      return on.call(this, event, ...rest);
    };
    native.off = function (event, ...rest) {
      events.delete(event);
      return off.call(this, event, ...rest);
    };
    return native;
  }

  get made(): number {
    return this.#objects.length;
  }

  /** The native module has at most one listener for an event. */
  get listeners(): number {
    return this.#listeners.reduce((sum, events) => sum + events.size, 0);
  }

  /** Those that were not collected. */
  get alive(): number {
    return this.#objects.filter((object) => object.deref() !== undefined).length;
  }

  stop(): void {
    for (const [name, original] of this.#originals) Reflect.set(socketModule, name, original);
  }
}
