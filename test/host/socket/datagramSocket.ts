import { identify } from '../faults/identities.ts';
import { isOfOtherFamily, readDestination, readLocalEndpoint, resolveDestination } from './address.ts';
import {
  booleanOption,
  type Options,
  objectOption,
  readNoOptions,
  readOptions,
  uint32Option
} from './arguments.ts';
import { watchForCollection } from './collection.ts';
import { complete, completeSend } from './completions.ts';
import { DatagramCore } from './datagramCore.ts';
import { sendDatagrams } from './datagramSend.ts';
import { Errno } from './errno.ts';
import { Failure, throwErrno } from './failure.ts';
import { answer, ask, Operation, perform, refuse } from './operation.ts';
import { readPayload } from './payload.ts';
import { traits } from './release.ts';
import { SocketObject } from './socketObject.ts';

/** What UDP and multicast sockets have in common (docs/native-module.md, sections 2 to 5). */
export abstract class DatagramSocket extends SocketObject<DatagramCore> {
  /** The descriptor that was opened last: an own property from the first bind on, which stays after a close. */
  declare socketFd?: number;

  constructor(kind: 'udp' | 'multicast', className: string) {
    super((object) => new DatagramCore(identify(object, kind)));
    watchForCollection(this, this.core, className);
  }

  bind(...args: unknown[]): unknown {
    const call = readOptions(args);
    const endpoint = call.accepted ? readLocalEndpoint(call.options) : undefined;
    if (endpoint === undefined) return refuse(call.callback, Failure.ofParameters());
    const operation = new Operation(call.callback);
    this.socketFd = this.core.bind(endpoint, (errno) => {
      const listening = (): void => this.core.listeners.emit('listening', undefined);
      complete(() => answer(operation, () => throwErrno(errno), listening));
    }).fd;
    return operation.result;
  }

  send(...args: unknown[]): unknown {
    const call = readOptions(args);
    const address = objectOption(call.options, 'address');
    const destination = address === undefined ? undefined : readDestination(address);
    const bytes = readPayload(call.options);
    if (!call.accepted || destination === undefined || bytes === undefined) {
      const isIgnored = call.accepted && address !== undefined && isOfOtherFamily(address);
      return refuse(isIgnored ? undefined : call.callback, Failure.ofParameters());
    }
    if (!this.core.hasDescriptor) return refuse(call.callback, Failure.ofErrno(Errno.EBADF));
    const to = resolveDestination(destination);
    // An unknown name becomes 255.255.255.255, which the kernel refuses without SO_BROADCAST.
    if (to === undefined) return refuse(call.callback, Failure.ofErrno(Errno.EACCES));

    const operation = new Operation(call.callback);
    let errno: number | undefined;
    let settle: (() => void) | undefined;
    sendDatagrams(this.core.descriptor, bytes, to, (result) => {
      errno = result;
      settle?.();
    });
    completeSend(
      () => {
        settle = (): void => answer(operation, () => throwErrno(errno ?? 0), undefined);
        if (errno !== undefined) settle();
      },
      this.core.takeFirstSend(),
      false
    );
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

  getSocketFd(...args: unknown[]): unknown {
    return ask(args, () => (this.core.hasDescriptor ? this.core.descriptor.fd : traits.missingDatagramFd));
  }

  setExtraOptions(...args: unknown[]): unknown {
    const call = readOptions(args);
    if (!call.accepted) return refuse(call.callback, Failure.ofParameters());
    const { options } = call;
    if ('reuseAddress' in options) this.core.reuseAddress = booleanOption(options, 'reuseAddress');
    return perform(call.callback, () => this.#applyOptions(options));
  }

  #applyOptions(options: Options): void {
    const { descriptor } = this.core;
    if ('receiveBufferSize' in options) {
      this.core.setReceiveBufferSize(uint32Option(options, 'receiveBufferSize'));
    }
    if ('sendBufferSize' in options) descriptor.setSendBufferSize(uint32Option(options, 'sendBufferSize'));
    if ('broadcast' in options) descriptor.setBroadcast(booleanOption(options, 'broadcast'));
  }
}
