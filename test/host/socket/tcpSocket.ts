import type net from 'node:net';
import { identify } from '../faults/identities.ts';
import { isOfOtherFamily, readDestination, readLocalEndpoint, resolveDestination } from './address.ts';
import {
  booleanOption,
  objectOption,
  type Options,
  readNoOptions,
  readOptions,
  uint32Option
} from './arguments.ts';
import { watchForCollection } from './collection.ts';
import { completeSend } from './completions.ts';
import { Errno } from './errno.ts';
import { Failure, throwErrno } from './failure.ts';
import { answer, ask, Operation, perform, refuse } from './operation.ts';
import { readPayload } from './payload.ts';
import { TcpCore } from './tcpCore.ts';
import { SocketObject } from './socketObject.ts';

const DEFAULT_CONNECT_TIMEOUT_MS = 5000;

/** `TCPSocket` of `@ohos.net.socket` (docs/native-module.md, sections 5 and 7). */
export class TCPSocket extends SocketObject<TcpCore> {
  /** The descriptor that was opened last: an own property from then on, which stays after a close. */
  declare socketFd?: number;

  constructor() {
    super((object) => new TcpCore(identify(object, 'tcp')));
    watchForCollection(this, this.core, 'TCPSocket');
  }

  bind(...args: unknown[]): unknown {
    const call = readOptions(args);
    const endpoint = call.accepted ? readLocalEndpoint(call.options) : undefined;
    if (endpoint === undefined) return refuse(call.callback, Failure.ofParameters());
    const errno = this.core.bind(endpoint);
    this.socketFd = this.core.descriptor.fd;
    return perform(call.callback, () => throwErrno(errno));
  }

  connect(...args: unknown[]): unknown {
    const call = readOptions(args);
    const address = objectOption(call.options, 'address');
    const destination = address === undefined ? undefined : readDestination(address);
    if (!call.accepted || destination === undefined) {
      const isIgnored = call.accepted && address !== undefined && isOfOtherFamily(address);
      return refuse(isIgnored ? undefined : call.callback, Failure.ofParameters());
    }
    const timeout = uint32Option(call.options, 'timeout') || DEFAULT_CONNECT_TIMEOUT_MS;
    const descriptor = this.core.open(destination.version);
    const to = resolveDestination(destination);
    // An unknown name becomes 255.255.255.255, to which there is no way.
    if (to === undefined) return refuse(call.callback, Failure.ofErrno(Errno.ENETUNREACH));
    const operation = new Operation(call.callback);
    this.core.connect(to, timeout, (errno) => {
      this.socketFd = descriptor.fd;
      answer(
        operation,
        () => throwErrno(errno),
        () => this.core.listeners.emit('connect', undefined)
      );
    });
    return operation.result;
  }

  send(...args: unknown[]): unknown {
    const call = readOptions(args);
    const bytes = readPayload(call.options);
    if (!call.accepted || bytes === undefined) return refuse(call.callback, Failure.ofParameters());
    const operation = new Operation(call.callback);
    let failure: unknown;
    try {
      this.core.send(bytes);
    } catch (error) {
      failure = error;
    }
    const result = (): void => {
      if (failure !== undefined) throw failure;
    };
    completeSend(() => answer(operation, result, undefined), this.core.takeFirstSend(), true);
    return operation.result;
  }

  close(...args: unknown[]): unknown {
    const call = readNoOptions(args);
    if (!call.accepted) return refuse(call.callback, Failure.ofParameters());
    const operation = new Operation(call.callback);
    this.core.close((errno) => {
      answer(
        operation,
        () => throwErrno(errno),
        () => this.core.listeners.emit('close', undefined)
      );
    });
    return operation.result;
  }

  getState(...args: unknown[]): unknown {
    return ask(args, () => this.core.state());
  }

  getRemoteAddress(...args: unknown[]): unknown {
    return ask(args, () => this.core.remoteAddress());
  }

  /** Undefined where there is no descriptor, on all releases. */
  getSocketFd(...args: unknown[]): unknown {
    return ask(args, () => {
      const fd = this.core.hasDescriptor ? this.core.descriptor.fd : -1;
      return fd < 0 ? undefined : fd;
    });
  }

  setExtraOptions(...args: unknown[]): unknown {
    const call = readOptions(args);
    if (!call.accepted) return refuse(call.callback, Failure.ofParameters());
    return perform(call.callback, () => this.#applyOptions(call.options));
  }

  /** For a TLS socket that takes the connection over; undefined for what is no TCP socket, or not connected. */
  static handOver(socket: unknown): net.Socket | undefined {
    return socket instanceof TCPSocket ? socket.core.handOver() : undefined;
  }

  /** Buffer sizes, OOBInline and reuseAddress are accepted without effect: Node cannot set them on TCP sockets. */
  #applyOptions(options: Options): void {
    const { descriptor } = this.core;
    if ('socketTimeout' in options) this.core.socketTimeout = uint32Option(options, 'socketTimeout');
    if ('keepAlive' in options) descriptor.setKeepAlive(booleanOption(options, 'keepAlive'));
    if ('TCPNoDelay' in options) descriptor.setNoDelay(booleanOption(options, 'TCPNoDelay'));
    const linger = objectOption(options, 'socketLinger');
    if (linger !== undefined) {
      this.core.closesWithReset = booleanOption(linger, 'on') && uint32Option(linger, 'linger') === 0;
    }
  }
}
