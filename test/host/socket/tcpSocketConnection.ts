import { shareIdentity } from '../faults/identities.ts';
import { readNoOptionsOrThrow, readOptionsOrThrow } from './arguments.ts';
import type { AcceptedCore } from './acceptedCore.ts';
import { watchForCollection } from './collection.ts';
import { complete } from './completions.ts';
import { Failure } from './failure.ts';
import { ask, Operation, perform, refuse } from './operation.ts';
import { readPayload } from './payload.ts';
import { traits } from './release.ts';

/** `TCPSocketConnection` of `@ohos.net.socket`: a client that a server accepted (docs/native-module.md, section 8). */
export class TCPSocketConnection {
  readonly clientId: number;
  readonly #core: AcceptedCore;

  constructor(core: AcceptedCore) {
    this.clientId = core.clientId;
    this.#core = core;
    shareIdentity(core, this);
    watchForCollection(this, core, undefined);
  }

  send(...args: unknown[]): unknown {
    const call = readOptionsOrThrow(args);
    const bytes = readPayload(call.options);
    if (!call.accepted || bytes === undefined) return refuse(call.callback, Failure.ofParameters());
    const operation = new Operation(call.callback);
    this.#core.send(bytes.slice(), (failure) => {
      const settle = (): void =>
        failure === undefined ? operation.succeed(undefined) : operation.fail(failure);
      if (traits.sendsSettleBeforeMessages) settle();
      else complete(settle);
    });
    return operation.result;
  }

  close(...args: unknown[]): unknown {
    const call = readNoOptionsOrThrow(args);
    if (!call.accepted) return refuse(call.callback, Failure.ofParameters());
    return perform(call.callback, () => this.#core.close());
  }

  getRemoteAddress(...args: unknown[]): unknown {
    return ask(args, () => this.#core.remoteAddress());
  }

  getLocalAddress(...args: unknown[]): unknown {
    return ask(args, () => this.#core.localAddress());
  }

  getSocketFd(...args: unknown[]): unknown {
    return ask(args, () => this.#core.fd);
  }

  on(...args: unknown[]): void {
    this.#core.listeners.on(args);
  }

  off(...args: unknown[]): void {
    this.#core.listeners.off(args);
  }
}

if (!traits.serversHaveSocketFd) Reflect.deleteProperty(TCPSocketConnection.prototype, 'getSocketFd');
