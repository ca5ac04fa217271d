import { identify } from '../faults/identities.ts';
import {
  booleanOption,
  type NativeCallback,
  objectOption,
  type Options,
  readNoOptions,
  readOptions,
  readOptionsOrThrow,
  stringOption,
  uint32Option
} from '../socket/arguments.ts';
import { Failure, parameterException } from '../socket/failure.ts';
import { answer, ask, Operation, perform, refuse } from '../socket/operation.ts';
import { TCPSocket } from '../socket/tcpSocket.ts';
import { readSecureOptions } from './secureContext.ts';
import { TlsCore } from './tlsCore.ts';
import { TlsError } from './tlsErrors.ts';

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

/** What `send` takes: a text or an ArrayBuffer, neither of them empty. */
export function tlsPayload(data: unknown): Uint8Array | undefined {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  if (bytes instanceof ArrayBuffer)
    return bytes.byteLength === 0 ? undefined : new Uint8Array(bytes.slice(0));
  return Buffer.isBuffer(bytes) && bytes.length > 0 ? bytes : undefined;
}

/** `TLSSocket` of `@ohos.net.socket` (docs/native-module.md). */
export class TLSSocket {
  readonly #core: TlsCore;

  constructor(...args: unknown[]) {
    this.#core = new TlsCore(identify(this, 'tls'), takeOver(args));
  }

  bind(...args: unknown[]): unknown {
    const call = readOptions(args);
    if (!call.accepted || stringOption(call.options, 'address') === '') {
      return refuse(call.callback, Failure.ofParameters());
    }
    return perform(call.callback, () => this.#core.bind(versionOf(call.options)));
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
    this.#core.connect(
      to,
      uint32Option(call.options, 'timeout'),
      () => readSecureOptions(call.options),
      booleanOption(call.options, 'skipRemoteValidation'),
      (failure) => settle(operation, failure)
    );
    return operation.result;
  }

  send(...args: unknown[]): unknown {
    const [data, callback] = args;
    const bytes = tlsPayload(data);
    if (bytes === undefined) {
      if (data === '') return refuse(callback as NativeCallback | undefined, Failure.ofParameters());
      throw parameterException();
    }
    const operation = new Operation(callback as NativeCallback | undefined);
    this.#core.send(bytes, (failure) => settle(operation, failure));
    return operation.result;
  }

  close(...args: unknown[]): unknown {
    const call = readNoOptions(args);
    const operation = new Operation(call.callback);
    this.#core.close((failure) => settle(operation, failure));
    return operation.result;
  }

  getState(...args: unknown[]): unknown {
    return ask(args, () => this.#core.state());
  }

  getLocalAddress(...args: unknown[]): unknown {
    return ask(args, () => this.#core.localAddress());
  }

  getRemoteAddress(...args: unknown[]): unknown {
    return ask(args, () => this.#core.remoteAddress());
  }

  getSocketFd(...args: unknown[]): unknown {
    return ask(args, () => this.#core.fd);
  }

  getCertificate(...args: unknown[]): unknown {
    return ask(args, () => this.#core.ownCertificate());
  }

  getRemoteCertificate(...args: unknown[]): unknown {
    return ask(args, () => this.#core.remoteCertificate());
  }

  getProtocol(...args: unknown[]): unknown {
    return ask(args, () => this.#core.protocol());
  }

  getCipherSuite(...args: unknown[]): unknown {
    return ask(args, () => this.#core.cipherSuites());
  }

  getSignatureAlgorithms(...args: unknown[]): unknown {
    return ask(args, () => this.#core.signatureAlgorithms());
  }

  /** Buffer sizes and the rest are accepted without effect; what is false leaves things as they are (read). */
  setExtraOptions(...args: unknown[]): unknown {
    const call = readOptions(args);
    if (!call.accepted) return refuse(call.callback, Failure.ofParameters());
    return perform(call.callback, () => {
      this.#core.requireOpen();
      if (booleanOption(call.options, 'TCPNoDelay')) this.#core.setNoDelay();
      if (booleanOption(call.options, 'keepAlive')) this.#core.setKeepAlive();
    });
  }

  on(...args: unknown[]): void {
    this.#core.on(args);
  }

  off(...args: unknown[]): void {
    this.#core.off(args);
  }
}

function settle(operation: Operation, failure: Failure | undefined): void {
  answer(
    operation,
    () => {
      if (failure !== undefined) throw failure;
    },
    undefined
  );
}
