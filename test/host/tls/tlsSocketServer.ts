import { identify } from '../faults/identities.ts';
import { readLocalEndpoint } from '../socket/address.ts';
import { objectOption, readNoOptionsOrThrow, readOptions, readOptionsOrThrow } from '../socket/arguments.ts';
import { Failure } from '../socket/failure.ts';
import { Operation, perform, refuse } from '../socket/operation.ts';
import { traits } from '../socket/release.ts';
import { SocketObject } from '../socket/socketObject.ts';
import { readSecureOptions, type SecureOptions } from './secureContext.ts';
import { TlsError } from './tlsErrors.ts';
import { TlsServerCore } from './tlsServerCore.ts';

/** `TLSSocketServer` of `@ohos.net.socket`. */
export class TLSSocketServer extends SocketObject<TlsServerCore> {
  constructor() {
    super((object) => new TlsServerCore(identify(object, 'tlsServer')));
  }

  listen(...args: unknown[]): unknown {
    const call = readOptionsOrThrow(args);
    const address = objectOption(call.options, 'address');
    const endpoint = address === undefined ? undefined : readLocalEndpoint(address);
    if (!call.accepted || endpoint === undefined) return refuse(call.callback, Failure.ofParameters());
    let secure: SecureOptions;
    try {
      secure = readSecureOptions(call.options);
    } catch {
      return refuse(call.callback, Failure.ofTls(TlsError.NO_SSL));
    }
    const operation = new Operation(call.callback);
    this.core.listen(endpoint, secure, (failure) => operation.settle(failure));
    return operation.result;
  }

  close(...args: unknown[]): unknown {
    const call = readNoOptionsOrThrow(args);
    return perform(call.callback, () => this.core.close());
  }

  /** Accepted without effect. */
  setExtraOptions(...args: unknown[]): unknown {
    const call = readOptions(args);
    return call.accepted
      ? perform(call.callback, () => undefined)
      : refuse(call.callback, Failure.ofParameters());
  }
}

if (!traits.serverCloseAnswers) Reflect.deleteProperty(TLSSocketServer.prototype, 'close');
