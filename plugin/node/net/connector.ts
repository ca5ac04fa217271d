import type { StreamChannel } from 'taro-harmony-socket/library';
import { nextTick } from '../shared/nextTick.ts';
import { errnoOf } from '../shared/systemErrors.ts';
import { endpointException, type SystemException } from '../shared/systemException.ts';
import type { ConnectOptions } from './connectOptions.ts';
import { detached } from './detached.ts';
import { isIP } from './ipAddress.ts';
import type { LookUpAddress } from './lookUp.ts';
import { invalidAddressFamily, invalidIpAddress } from './netErrors.ts';
import { whenStarted } from './startingServers.ts';

/** Linux gives up after six repetitions of the first segment (tcp(7), tcp_syn_retries). */
const LONGEST_ATTEMPT_MS = 127_000;

/** What a socket that connects hears. */
export interface ConnectorOwner {
  emit(event: string, ...args: unknown[]): boolean;
  /** The name has several addresses, which are tried in turn. */
  onAddresses(): void;
  /** One of them is tried: `::1:80`. */
  onAttempt(endpoint: string): void;
  onConnected(channel: StreamChannel): void;
  onConnectFailed(error: Error): void;
  /** For one attempt. @param version of its address */
  openChannel(version: 4 | 6): StreamChannel;
  /** Why the attempt that has failed does so at any address: then no other one is tried. */
  refusal(): Error | undefined;
}

/** The addresses of the first one's family and of the other in turn (RFC 8305). */
function interleave(addresses: readonly LookUpAddress[]): LookUpAddress[] {
  const [first] = addresses;
  const own = addresses.filter(({ family }) => family === first?.family);
  const others = addresses.filter(({ family }) => family !== first?.family);
  const longest = Math.max(own.length, others.length);
  return Array.from({ length: longest }, (_, index) => [own[index], others[index]])
    .flat()
    .filter((each) => each !== undefined);
}

/** How a socket comes to its connection: the look-up, then one attempt after the other until one succeeds. */
export class Connector {
  readonly #owner: ConnectorOwner;
  readonly #options: ConnectOptions;
  readonly #errors: SystemException[] = [];
  #channel: StreamChannel | undefined;
  #isOver = false;

  constructor(owner: ConnectorOwner, options: ConnectOptions) {
    this.#owner = owner;
    this.#options = options;
  }

  start(): void {
    const { host, lookup, family, hints, autoSelectFamily, localAddress } = this.#options;
    const version = isIP(host);
    if (version !== 0) {
      nextTick(() => this.#attempt([{ address: host, family: version }]));
      return;
    }
    const all = autoSelectFamily && family === 0 && localAddress === undefined;
    lookup(host, { family, hints, ...(all ? { all } : {}) }, (error, found, foundFamily) => {
      if (this.#isOver) return;
      if (Array.isArray(found)) this.#chooseFrom(found as readonly LookUpAddress[]);
      else this.#useOne(error, found, foundFamily);
    });
  }

  /** Gives up. The owner hears nothing more. */
  cancel(): void {
    this.#isOver = true;
    this.#channel?.close(() => undefined);
  }

  #useOne(error: Error | null, address: unknown, family: number | undefined): void {
    const { host, port } = this.#options;
    this.#owner.emit('lookup', error, address, family, host);
    if (this.#isOver) return;
    if (error) nextTick(() => this.#fail(error));
    else if (isIP(address) === 0) nextTick(() => this.#fail(invalidIpAddress(address)));
    else if (family !== 4 && family !== 6) {
      nextTick(() => this.#fail(invalidAddressFamily(family, host, port)));
    } else this.#attempt([{ address: String(address), family }]);
  }

  #chooseFrom(addresses: readonly LookUpAddress[]): void {
    const { host, port } = this.#options;
    for (const { address, family } of addresses) this.#owner.emit('lookup', null, address, family, host);
    if (this.#isOver) return;
    const usable = addresses.filter(
      ({ address, family }) => isIP(address) !== 0 && (family === 4 || family === 6)
    );
    const [first] = addresses;
    if (usable.length > 1) this.#owner.onAddresses();
    if (usable.length > 0) this.#attempt(interleave(usable));
    else if (first !== undefined && isIP(first.address) !== 0) {
      nextTick(() => this.#fail(invalidAddressFamily(first.family, host, port)));
    } else nextTick(() => this.#fail(invalidIpAddress(first?.address)));
  }

  /** Tries the first of the addresses, then the others. */
  #attempt([target, ...others]: readonly LookUpAddress[]): void {
    if (this.#isOver || target === undefined) return;
    const { port, attemptTimeout } = this.#options;
    const channel = this.#owner.openChannel(target.family === 4 ? 4 : 6);
    this.#channel = channel;
    this.#owner.onAttempt(`${target.address}:${port}`);
    this.#owner.emit('connectionAttempt', target.address, port, target.family);
    const timeout = others.length > 0 ? attemptTimeout : LONGEST_ATTEMPT_MS;
    this.#bind(channel, target, (failure) => {
      // Whoever heard of the attempt, or waited for the bind, may have given up.
      if (this.#isOver) return;
      if (failure !== undefined) {
        this.#fail(failure);
        return;
      }
      const onResult = detached((errno: number) => {
        if (this.#isOver) return;
        if (errno === 0) this.#succeed(channel);
        else this.#failed(channel, errno, target, others);
      });
      whenStarted(port, () => {
        if (!this.#isOver) channel.connect({ address: target.address, port }, timeout, onResult);
      });
    });
  }

  #bind(channel: StreamChannel, target: LookUpAddress, done: (failure: Error | undefined) => void): void {
    const { localAddress, localPort } = this.#options;
    if (localAddress === undefined && localPort === undefined) {
      done(undefined);
      return;
    }
    const local = { address: localAddress ?? (target.family === 4 ? '0.0.0.0' : '::'), port: localPort ?? 0 };
    const onResult = detached((errno: number) => {
      done(errno === 0 ? undefined : endpointException(errno, 'bind', local.address, local.port));
    });
    channel.bind(local, onResult);
  }

  #succeed(channel: StreamChannel): void {
    this.#isOver = true;
    this.#channel = undefined;
    this.#owner.onConnected(channel);
  }

  #failed(
    channel: StreamChannel,
    errno: number,
    target: LookUpAddress,
    others: readonly LookUpAddress[]
  ): void {
    const { port, localAddress, localPort } = this.#options;
    const refusal = this.#owner.refusal();
    if (refusal !== undefined) {
      channel.close(() => undefined);
      this.#fail(refusal);
      return;
    }
    const error = endpointException(errno, 'connect', target.address, port);
    if (localAddress !== undefined && localPort !== undefined) {
      error.message += ` - Local (${localAddress}:${localPort})`;
      Object.assign(error, { localAddress, localPort });
    }
    this.#errors.push(error);
    const isTimeout = others.length > 0 && errno === errnoOf('ETIMEDOUT');
    const event = isTimeout ? 'connectionAttemptTimeout' : 'connectionAttemptFailed';
    this.#owner.emit(event, target.address, port, target.family, ...(isTimeout ? [] : [error]));
    channel.close(() => undefined);
    if (others.length > 0) this.#attempt(others);
    else if (this.#errors.length === 1) this.#fail(error);
    else {
      const { code } = this.#errors[0] ?? error;
      this.#fail(Object.assign(new AggregateError(this.#errors), { code }));
    }
  }

  #fail(error: Error): void {
    if (this.#isOver) return;
    this.cancel();
    this.#owner.onConnectFailed(error);
  }
}
