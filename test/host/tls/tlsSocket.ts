import { identify } from '../faults/identities.ts';
import {
  booleanOption,
  objectOption,
  type Options,
  readNoOptions,
  readOptions,
  readOptionsOrThrow,
  stringOption,
  uint32Option
} from '../socket/arguments.ts';
import { Failure, parameterException } from '../socket/failure.ts';
import { ask, Operation, perform, refuse } from '../socket/operation.ts';
import { TCPSocket } from '../socket/tcpSocket.ts';
import { readSecureOptions } from './secureContext.ts';
import { TlsCore } from './tlsCore.ts';
import { TlsError } from './tlsErrors.ts';
import { sendSecurely } from './tlsSend.ts';
import { SocketObject } from '../socket/socketObject.ts';

const FAMILY_IPV6 = 2;

function versionOf(address: Options): 4 | 6 {
  return uint32Option(address, 'family') === FAMILY_IPV6 ? 6 : 4;
}

/** A TCP socket that is not connected is refused with another code than what is none. */
function takeOver(args: readonly unknown[]): ReturnType<typeof TCPSocket.handOver> {
  if (args.length === 0) return undefined;
  const [given] = args;
  if (!(given instanceof TCPSocket)) throw parameterException();
  const connection = TCPSocket.handOver(given);
  if (connection !== undefined) return connection;
  throw Object.assign(new Error('Invalid socket FD'), { code: String(TlsError.INVALID_DESCRIPTOR) });
}

/** `TLSSocket` of `@ohos.net.socket` (docs/native-module.md). */
export class TLSSocket extends SocketObject<TlsCore> {
  constructor(...args: unknown[]) {
    super((object) => new TlsCore(identify(object, 'tls'), takeOver(args)));
  }

  bind(...args: unknown[]): unknown {
    const call = readOptions(args);
    if (!call.accepted || stringOption(call.options, 'address') === '') {
      return refuse(call.callback, Failure.ofParameters());
    }
    return perform(call.callback, () => this.core.bind(versionOf(call.options)));
  }

  connect(...args: unknown[]): unknown {
    const call = readOptionsOrThrow(args);
    if (!call.accepted) return refuse(call.callback, Failure.ofParameters());
    const operation = new Operation(call.callback);
    const address = objectOption(call.options, 'address') ?? {};
    const to = {
      host: stringOption(address, 'address'),
      version: versionOf(address),
      port: uint32Option(address, 'port') & 0xffff
    };
    this.core.connect(
      to,
      uint32Option(call.options, 'timeout'),
      () => readSecureOptions(call.options),
      booleanOption(call.options, 'skipRemoteValidation'),
      (failure) => operation.settle(failure)
    );
    return operation.result;
  }

  send(...args: unknown[]): unknown {
    return sendSecurely(this.core, args);
  }

  close(...args: unknown[]): unknown {
    const call = readNoOptions(args);
    const operation = new Operation(call.callback);
    this.core.close((failure) => operation.settle(failure));
    return operation.result;
  }

  getState(...args: unknown[]): unknown {
    return ask(args, () => this.core.state());
  }

  getRemoteAddress(...args: unknown[]): unknown {
    return ask(args, () => this.core.remoteAddress());
  }

  getSocketFd(...args: unknown[]): unknown {
    return ask(args, () => this.core.fd);
  }

  getCertificate(...args: unknown[]): unknown {
    return ask(args, () => this.core.ownCertificate());
  }

  getRemoteCertificate(...args: unknown[]): unknown {
    return ask(args, () => this.core.remoteCertificate());
  }

  getProtocol(...args: unknown[]): unknown {
    return ask(args, () => this.core.protocol());
  }

  /** Buffer sizes and the rest are accepted without effect; what is false leaves things as they are (read). */
  setExtraOptions(...args: unknown[]): unknown {
    const call = readOptions(args);
    if (!call.accepted) return refuse(call.callback, Failure.ofParameters());
    return perform(call.callback, () => {
      this.core.requireOpen();
      if (booleanOption(call.options, 'TCPNoDelay')) this.core.setNoDelay();
      if (booleanOption(call.options, 'keepAlive')) this.core.setKeepAlive();
    });
  }
}
