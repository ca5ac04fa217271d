import { shareIdentity } from '../faults/identities.ts';
import { readNoOptionsOrThrow, readOptionsOrThrow } from './arguments.ts';
import type { AcceptedCore } from './acceptedCore.ts';
import { watchForCollection } from './collection.ts';
import { complete } from './completions.ts';
import { Failure } from './failure.ts';
import { ask, Operation, perform, refuse } from './operation.ts';
import { readPayload } from './payload.ts';
import { traits } from './release.ts';
import { SocketObject } from './socketObject.ts';

/** `TCPSocketConnection` of `@ohos.net.socket`: a client that a server accepted (docs/native-module.md, section 8). */
export class TCPSocketConnection extends SocketObject<AcceptedCore> {
  readonly clientId: number;

  constructor(core: AcceptedCore) {
    super(() => core);
    this.clientId = core.clientId;
    shareIdentity(core, this);
    watchForCollection(this, core, undefined);
  }

  send(...args: unknown[]): unknown {
    const call = readOptionsOrThrow(args);
    const bytes = readPayload(call.options);
    if (!call.accepted || bytes === undefined) return refuse(call.callback, Failure.ofParameters());
    const operation = new Operation(call.callback);
    this.core.send(bytes.slice(), (failure) => {
      const settle = (): void => operation.settle(failure);
      if (traits.sendsSettleBeforeMessages) settle();
      else complete(settle);
    });
    return operation.result;
  }

  close(...args: unknown[]): unknown {
    const call = readNoOptionsOrThrow(args);
    if (!call.accepted) return refuse(call.callback, Failure.ofParameters());
    return perform(call.callback, () => this.core.close());
  }

  getRemoteAddress(...args: unknown[]): unknown {
    return ask(args, () => this.core.remoteAddress());
  }

  getSocketFd(...args: unknown[]): unknown {
    return ask(args, () => this.core.fd);
  }
}

if (!traits.serversHaveSocketFd) Reflect.deleteProperty(TCPSocketConnection.prototype, 'getSocketFd');
