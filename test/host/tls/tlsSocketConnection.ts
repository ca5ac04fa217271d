import { shareIdentity } from '../faults/identities.ts';
import { type NativeCallback, readNoOptions } from '../socket/arguments.ts';
import { Failure, parameterException } from '../socket/failure.ts';
import { ask, Operation, perform, refuse } from '../socket/operation.ts';
import { traits } from '../socket/release.ts';
import type { TlsAcceptedCore } from './tlsServerCore.ts';
import { tlsPayload } from './tlsSocket.ts';

/** `TLSSocketConnection` of `@ohos.net.socket`: a client that a server accepted. */
export class TLSSocketConnection {
  readonly clientId: number;
  readonly #core: TlsAcceptedCore;

  constructor(core: TlsAcceptedCore) {
    this.clientId = core.clientId;
    this.#core = core;
    shareIdentity(core, this);
  }

  send(...args: unknown[]): unknown {
    const [data, callback] = args;
    const bytes = tlsPayload(data);
    if (bytes === undefined) {
      if (data === '') return refuse(callback as NativeCallback | undefined, Failure.ofParameters());
      throw parameterException();
    }
    const operation = new Operation(callback as NativeCallback | undefined);
    this.#core.send(bytes, (failure) => {
      if (failure === undefined) operation.succeed(undefined);
      else operation.fail(failure);
    });
    return operation.result;
  }

  close(...args: unknown[]): unknown {
    const call = readNoOptions(args);
    return perform(call.callback, () => this.#core.close());
  }

  getRemoteAddress(...args: unknown[]): unknown {
    return ask(args, () => this.#core.remoteAddress());
  }

  getLocalAddress(...args: unknown[]): unknown {
    return ask(args, () => this.#core.localAddress());
  }

  getRemoteCertificate(...args: unknown[]): unknown {
    return ask(args, () => this.#core.remoteCertificate());
  }

  getSocketFd(...args: unknown[]): unknown {
    return ask(args, () => this.#core.fd);
  }

  on(...args: unknown[]): void {
    this.#core.on(args);
  }

  off(...args: unknown[]): void {
    this.#core.listeners.off(args);
  }
}

if (!traits.serversHaveSocketFd) Reflect.deleteProperty(TLSSocketConnection.prototype, 'getSocketFd');
