import type { Scenario, Step, Trace, TraceItem } from '../scenario.ts';
import { MessageTotals } from './messageTotals.ts';
import { Normalizer } from './normalizer.ts';
import { Operands } from './operands.ts';
import { PeerOperations } from './peerOperations.ts';
import { pass, waitUntil } from './wait.ts';

type Method = (...args: unknown[]) => unknown;
/** A socket of the module under test: nothing is known of it but its methods. */
type Socket = Record<string, Method>;
/** The module under test. */
export type SocketModule = Readonly<Record<string, unknown>>;

const CONSTRUCTORS: Readonly<Record<string, string>> = {
  udp: 'constructUDPSocketInstance',
  multicast: 'constructMulticastSocketInstance',
  tcp: 'constructTCPSocketInstance',
  server: 'constructTCPSocketServerInstance'
};
const EVENT_WAIT_MS = 2000;
const COLLECTIONS = 6;
const COLLECTION_GAP_MS = 30;

/** One replay of a scenario on a module. */
export class ScenarioRun {
  readonly #module: SocketModule;
  readonly #scenario: Scenario;
  readonly #trace: TraceItem[] = [];
  readonly #sockets = new Map<string, Socket>();
  readonly #listeners = new Map<string, Method>();
  readonly #answers = new Map<string, Promise<void>>();
  readonly #eventCounts = new Map<string, number>();
  readonly #totals = new MessageTotals();
  readonly #normalizer: Normalizer;
  readonly #operands: Operands;
  readonly #peers: PeerOperations;
  #callCount = 0;

  constructor(module: SocketModule, scenario: Scenario) {
    this.#module = module;
    this.#scenario = scenario;
    this.#normalizer = new Normalizer(scenario.fixedPorts ?? [], this.#sockets);
    this.#operands = new Operands(this.#sockets, (name) => (...values) => {
      const v = values.map((value) => this.#normalizer.value(value));
      this.#log({ t: 'callback', cb: name, argc: values.length, v });
    });
    this.#peers = new PeerOperations(this.#operands, this.#normalizer, (item) => this.#log(item));
  }

  /** @returns what happened; a defect of the scenario is its last item */
  async run(): Promise<Trace> {
    try {
      for (const step of this.#scenario.steps) {
        const done = this.#step(step);
        if (done !== undefined) await done;
      }
    } catch (error) {
      this.#log({
        t: 'runner-error',
        v: error instanceof Error ? (error.stack ?? error.message) : String(error)
      });
    }
    return this.#trace;
  }

  #log(item: TraceItem): void {
    this.#trace.push(item);
  }

  #socket(name: string | undefined): Socket {
    const socket = this.#sockets.get(name ?? '');
    if (socket === undefined) throw new Error(`there is no socket ${name}`);
    return socket;
  }

  /** @returns undefined for operations that are done at once */
  #step(step: Step, isNested = false): Promise<unknown> | undefined {
    switch (step.op) {
      case 'new':
        this.#sockets.set(step.as ?? '', this.#construct(step.kind ?? ''));
        return undefined;
      case 'on':
        this.#listen(step);
        return undefined;
      case 'onAll':
        for (const ev of step.evs ?? []) this.#listen({ ...step, op: 'on', ev });
        return undefined;
      case 'onBad':
        this.#listenWrongly(step);
        return undefined;
      case 'off':
        this.#stopListening(step);
        return undefined;
      case 'call': {
        const answered = this.#call(step);
        return step.await === false || isNested ? undefined : answered;
      }
      case 'await':
        return this.#answers.get(step.p ?? '');
      case 'awaitAll':
        return Promise.all(this.#answers.values());
      case 'wait':
        return pass(step.ms ?? 0);
      case 'waitEvent':
        return this.#waitForEvent(step);
      case 'set':
        this.#operands.variables.set(step.name ?? '', this.#operands.evaluate(step.value));
        return undefined;
      case 'mutate':
        this.#fill(step.buf, step.fill);
        return undefined;
      case 'mark':
        this.#log({ t: 'mark', v: step.v });
        return undefined;
      case 'microtasks':
        return Promise.resolve().then(() => this.#log({ t: 'mark', v: step.v ?? 'microtask' }));
      case 'prop':
        this.#lookAtProperty(step);
        return undefined;
      case 'drop':
        this.#drop(step.s ?? '');
        return undefined;
      case 'gc':
        return this.#collectGarbage();
      default:
        return this.#peers.run(step);
    }
  }

  #construct(kind: string): Socket {
    const construct = this.#module[CONSTRUCTORS[kind] ?? ''];
    if (typeof construct !== 'function') throw new Error(`the module cannot construct ${kind}`);
    return Reflect.apply(construct, undefined, []) as Socket;
  }

  #arguments(step: Step): unknown[] {
    return (step.args ?? []).map((operand) => this.#operands.evaluate(operand));
  }

  #call(step: Step): Promise<void> {
    this.#callCount += step.as === undefined ? 1 : 0;
    const { s, m = '' } = step;
    const id = step.as ?? `${m}#${this.#callCount}`;
    if (step.quiet !== true) this.#log({ t: 'call', s, m, args: step.args ?? [], id });
    const socket = this.#socket(s);
    let returned: unknown;
    try {
      returned = callNamed(socket, m, this.#arguments(step));
    } catch (error) {
      this.#log({ t: 'throw', s, m, id, v: this.#normalizer.value(error) });
      return Promise.resolve();
    }
    if (step.mutateAfter !== undefined) this.#fill(step.mutateAfter.buf, step.mutateAfter.fill);
    if (!(returned instanceof Promise)) {
      this.#log({ t: 'return', s, m, id, v: this.#normalizer.value(returned) });
      return Promise.resolve();
    }
    const answered = returned.then(
      (value: unknown) => this.#resolved(step, id, value),
      (reason: unknown) => {
        const v = this.#normalizer.value(reason);
        this.#log({ t: 'reject', s, m, id, v, isError: reason instanceof Error });
      }
    );
    this.#answers.set(id, answered);
    return answered;
  }

  #resolved(step: Step, id: string, value: unknown): void {
    const { s, m = '' } = step;
    for (const [property, name] of Object.entries(step.store ?? {})) {
      const isObject = typeof value === 'object' && value !== null;
      const stored: unknown = property === '' ? value : isObject ? Reflect.get(value, property) : undefined;
      this.#operands.variables.set(name, stored);
    }
    if (step.quiet === true) return;
    const key = /fd/i.test(m) ? 'fd' : undefined;
    this.#log({ t: 'resolve', s, m, id, v: this.#normalizer.value(value, key) });
  }

  #makeListener(step: Step): Method {
    const { s = '', ev = '', h = 'h' } = step;
    const countKey = `${s}.${ev}`;
    const listener = (...payloads: unknown[]): void => {
      this.#eventCounts.set(countKey, (this.#eventCounts.get(countKey) ?? 0) + 1);
      const [payload] = payloads;
      // The payload is written out even when only totals are shown: its port gets its letter now.
      const v = this.#normalizer.value(payload);
      const message = messageIn(payload);
      if (step.summary !== undefined && message !== undefined) {
        const total = this.#totals.add(s, message, step.summary);
        if (total !== undefined) this.#log({ t: 'event', s, ev, h, ...total });
      } else {
        this.#log({ t: 'event', s, ev, h, ...(payloads.length === 1 ? {} : { argc: payloads.length }), v });
      }
      if (step.takeAs !== undefined && isSocket(payload)) this.#sockets.set(step.takeAs, payload);
      for (const reaction of step.do ?? []) this.#react(reaction);
    };
    this.#listeners.set(`${s}:${h}`, listener);
    return listener;
  }

  /** A step inside a listener: nothing waits for it. */
  #react(step: Step): void {
    this.#step(step, true)?.catch((error: unknown) => this.#log({ t: 'runner-error', v: String(error) }));
  }

  #listen(step: Step): void {
    try {
      const returned = callNamed(this.#socket(step.s), 'on', [step.ev, this.#makeListener(step)]);
      if (returned !== undefined)
        this.#log({ t: 'return', s: step.s, m: 'on', v: this.#normalizer.value(returned) });
    } catch (error) {
      this.#log({ t: 'throw', s: step.s, m: 'on', v: this.#normalizer.value(error) });
    }
  }

  #listenWrongly(step: Step): void {
    try {
      callNamed(this.#socket(step.s), 'on', this.#arguments(step));
      this.#log({ t: 'return', s: step.s, m: 'on', v: '<undefined>' });
    } catch (error) {
      this.#log({ t: 'throw', s: step.s, m: 'on', v: this.#normalizer.value(error) });
    }
  }

  #stopListening(step: Step): void {
    const listener = step.h === undefined ? [] : [this.#listeners.get(`${step.s}:${step.h}`)];
    try {
      callNamed(this.#socket(step.s), 'off', [step.ev, ...listener]);
      this.#log({ t: 'call', s: step.s, m: 'off', ev: step.ev, h: step.h ?? null });
    } catch (error) {
      this.#log({ t: 'throw', s: step.s, m: 'off', v: this.#normalizer.value(error) });
    }
  }

  async #waitForEvent(step: Step): Promise<void> {
    const wanted = step.n ?? 1;
    const came = (): boolean => (this.#eventCounts.get(`${step.s}.${step.ev}`) ?? 0) >= wanted;
    if (await waitUntil(came, step.ms ?? EVENT_WAIT_MS)) return;
    this.#log({ t: 'no-event', s: step.s, ev: step.ev, n: wanted });
  }

  #fill(name: string | undefined, byte: number | undefined): void {
    const buffer = this.#operands.buffers.get(name ?? '');
    if (buffer === undefined) throw new Error(`there is no buffer ${name}`);
    new Uint8Array(buffer).fill(byte ?? 0);
  }

  #lookAtProperty(step: Step): void {
    const { s, p = '' } = step;
    const value: unknown = Reflect.get(this.#socket(s), p);
    this.#log({ t: 'prop', s, p, v: this.#normalizer.value(value, p === 'socketFd' ? 'fd' : p) });
  }

  #drop(name: string): void {
    this.#sockets.delete(name);
    for (const key of [...this.#listeners.keys()]) {
      if (key.startsWith(`${name}:`)) this.#listeners.delete(key);
    }
  }

  async #collectGarbage(): Promise<void> {
    if (globalThis.gc === undefined) throw new Error('the step gc needs node --expose-gc');
    for (let count = 0; count < COLLECTIONS; count += 1) {
      globalThis.gc();
      await pass(COLLECTION_GAP_MS);
    }
  }
}

function callNamed(socket: Socket, method: string, args: readonly unknown[]): unknown {
  const called = socket[method];
  if (called === undefined) throw new TypeError(`there is no method ${method}`);
  return called.apply(socket, [...args]);
}

function isSocket(value: unknown): value is Socket {
  return typeof value === 'object' && value !== null;
}

function messageIn(payload: unknown): ArrayBuffer | undefined {
  const message: unknown = isSocket(payload) ? payload.message : undefined;
  return message instanceof ArrayBuffer ? message : undefined;
}
