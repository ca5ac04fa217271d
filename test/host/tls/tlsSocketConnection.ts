import { shareIdentity } from '../faults/identities.ts';
import { readNoOptions } from '../socket/arguments.ts';
import { ask, perform } from '../socket/operation.ts';
import { SocketObject } from '../socket/socketObject.ts';
import type { TlsAcceptedCore } from './tlsAcceptedCore.ts';
import { sendSecurely } from './tlsSend.ts';

/** `TLSSocketConnection` of `@ohos.net.socket`: a client that a server accepted. */
export class TLSSocketConnection extends SocketObject<TlsAcceptedCore> {
  readonly clientId: number;

  constructor(core: TlsAcceptedCore) {
    super(() => core);
    this.clientId = core.clientId;
    shareIdentity(core, this);
  }

  send(...args: unknown[]): unknown {
    return sendSecurely(this.core, args);
  }

  close(...args: unknown[]): unknown {
    const call = readNoOptions(args);
    return perform(call.callback, () => this.core.close());
  }

  getRemoteAddress(...args: unknown[]): unknown {
    return ask(args, () => this.core.remoteAddress());
  }

  getRemoteCertificate(...args: unknown[]): unknown {
    return ask(args, () => this.core.remoteCertificate());
  }

  override on(...args: unknown[]): void {
    this.core.on(args);
  }
}
