import { mock } from 'node:test';
import socketModule from '../host/modules/@ohos.net.socket.ts';

type Callback = (...answer: unknown[]) => void;
type Methods = Record<string, (...args: unknown[]) => unknown>;

const SYNCHRONOUS = new Set(['on', 'off']);
/** They ask for something and change nothing, so they may come too late. */
const QUESTIONS = new Set(['getLocalAddress', 'getSocketFd', 'getState']);
/** A close cuts off what a TCP connect is still waiting for. */
const CUT_OFF_BY_CLOSE = new Set(['connect', ...QUESTIONS]);

/** The calls under way on one native socket. */
class UnderWay {
  readonly #name: string;
  readonly #complain: (complaint: string) => void;
  readonly #calls: string[] = [];
  #isClosed = false;

  constructor(name: string, complain: (complaint: string) => void) {
    this.#name = name;
    this.#complain = complain;
  }

  start(method: string): void {
    const others = this.#calls.filter((other) => !this.#mayOverlap(method, other));
    if (others.length > 0) this.#complain(`${this.#name}.${method} was called during ${others.join(', ')}`);
    if (this.#isClosed && !QUESTIONS.has(method))
      this.#complain(`${this.#name}.${method} was called after close`);
    this.#isClosed ||= method === 'close';
    this.#calls.push(method);
  }

  end(method: string): void {
    this.#calls.splice(this.#calls.indexOf(method), 1);
  }

  /** `send` does its work inside of the call, so sends leave in the order of the calls. */
  #mayOverlap(method: string, other: string): boolean {
    const isTcp = this.#name === 'TCPSocket';
    if (QUESTIONS.has(method) && other === 'close') return isTcp;
    // What tells that a connect is lost.
    if (method === 'getState' && other === 'connect') return isTcp;
    if (method === 'close') return other === 'send' || (isTcp && CUT_OFF_BY_CLOSE.has(other));
    return other === 'send' && (!isTcp || method === 'send');
  }
}

/** The native socket, with each call reported from its start to its answer. */
function watched(native: object, name: string, complain: (complaint: string) => void): object {
  const underWay = new UnderWay(name, complain);
  return new Proxy(native, {
    get: (target, property) => {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function' || typeof property !== 'string') return value;
      const call = (value as Methods[string]).bind(target);
      if (SYNCHRONOUS.has(property)) return call;
      return (...args: unknown[]) => {
        underWay.start(property);
        const end = (): void => underWay.end(property);
        const callback = args.at(-1);
        if (typeof callback !== 'function') return Promise.resolve(call(...args)).finally(end);
        const answered = (...answer: unknown[]): void => {
          end();
          (callback as Callback)(...answer);
        };
        return call(...args.slice(0, -1), answered);
      };
    }
  });
}

/**
 * Watches every native socket that is made from now on: the module has no queue of its own, so no two calls may be under
 * way on one socket. `mock.restoreAll()` ends it.
 */
export function watchNativeCalls(complain: (complaint: string) => void): void {
  const { constructUDPSocketInstance: newUdp, constructTCPSocketInstance: newTcp } = socketModule;
  mock.method(socketModule, 'constructUDPSocketInstance', () => watched(newUdp(), 'UDPSocket', complain));
  mock.method(socketModule, 'constructTCPSocketInstance', () => watched(newTcp(), 'TCPSocket', complain));
}
