import { type Endpoint, readGroup } from './address.ts';
import { type CallArguments, readValueOrThrow } from './arguments.ts';
import { complete } from './completions.ts';
import { DatagramSocket } from './datagramSocket.ts';
import { Errno } from './errno.ts';
import { Failure, parameterException, throwErrno } from './failure.ts';
import { answer, ask, Operation, perform, refuse } from './operation.ts';
import { traits } from './release.ts';

const DEFAULT_TTL = 1;
const LARGEST_TTL = 255;

function isMulticast(group: Endpoint): boolean {
  if (group.version === 6) return group.address.toLowerCase().startsWith('ff');
  const first = Number.parseInt(group.address, 10);
  return first >= 224 && first <= 239;
}

/** `MulticastSocket` of `@ohos.net.socket` (docs/native-module.md, section 6). */
export class MulticastSocket extends DatagramSocket {
  #ttl = DEFAULT_TTL;
  #loopback = true;

  constructor() {
    super('multicast', 'MulticastSocket');
  }

  addMembership(...args: unknown[]): unknown {
    const call = readValueOrThrow(args, 'object');
    if (!call.accepted) return refuse(call.callback, Failure.ofParameters());
    const group = readGroup(call.options);
    if (!this.core.hasDescriptor) {
      this.socketFd = this.core.open(group.version, false).fd;
      return perform(call.callback, () => this.#join(group));
    }
    return perform(call.callback, () => this.#joinAgain(group));
  }

  dropMembership(...args: unknown[]): unknown {
    const call = readValueOrThrow(args, 'object');
    if (!call.accepted) return refuse(call.callback, Failure.ofParameters());
    const group = readGroup(call.options);
    const operation = new Operation(call.callback);
    const drop = (): void => {
      throwErrno(this.core.descriptor.dropMembership(group.address));
      this.core.drop();
    };
    complete(() => answer(operation, drop, () => this.core.listeners.emit('close', undefined)));
    return operation.result;
  }

  setMulticastTTL(...args: unknown[]): unknown {
    return this.#set(args, 'number', (value) => {
      const ttl = Number(value) | 0;
      if (ttl > LARGEST_TTL || ttl < -1) throw Failure.ofErrno(Errno.EINVAL);
      // -1 stands for the kernel's default, which Node does not take.
      this.#ttl = ttl === -1 ? DEFAULT_TTL : ttl;
      throwErrno(this.core.descriptor.setMulticastTtl(this.#ttl));
    });
  }

  getMulticastTTL(...args: unknown[]): unknown {
    return this.#get(args, () => this.#ttl);
  }

  setLoopbackMode(...args: unknown[]): unknown {
    return this.#set(args, 'boolean', (value) => {
      this.#loopback = value === true;
      this.core.descriptor.setMulticastLoopback(this.#loopback);
    });
  }

  getLoopbackMode(...args: unknown[]): unknown {
    return this.#get(args, () => this.#loopback);
  }

  /** Acts at once and returns nothing. `bind` honours it, `addMembership` does not. */
  setReuseAddress(...args: unknown[]): void {
    if (args.length !== 1 || typeof args[0] !== 'boolean') throw parameterException();
    this.core.reuseAddress = args[0];
  }

  #get(args: readonly unknown[], look: () => unknown): unknown {
    return ask(args, () => {
      this.core.requireDescriptor();
      return look();
    });
  }

  #set(args: readonly unknown[], type: 'number' | 'boolean', apply: (value: unknown) => void): unknown {
    const call: CallArguments = readValueOrThrow(args, type);
    if (!call.accepted) return refuse(call.callback, Failure.ofParameters());
    return perform(call.callback, () => {
      this.core.requireDescriptor();
      apply(args[0]);
    });
  }

  /** The kernel joins first; the host module binds first, because libuv would bind to a random port before joining. */
  #join(group: Endpoint): void {
    if (!isMulticast(group)) throw Failure.ofErrno(Errno.EINVAL);
    const { descriptor } = this.core;
    throwErrno(
      descriptor.bind({
        address: group.version === 6 ? '::' : '0.0.0.0',
        version: group.version,
        port: group.port
      })
    );
    throwErrno(descriptor.addMembership(group.address));
    this.core.startReceiving(descriptor);
  }

  /** On a descriptor that is bound already the join succeeds and the bind that follows it fails. */
  #joinAgain(group: Endpoint): void {
    throwErrno(this.core.descriptor.addMembership(group.address));
    throw Failure.ofErrno(Errno.EINVAL);
  }
}

if (!traits.multicastHasReuseAddress) Reflect.deleteProperty(MulticastSocket.prototype, 'setReuseAddress');
