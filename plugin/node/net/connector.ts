import type { StreamChannel } from 'taro-harmony-socket/library';
import { blockedAddress } from '../shared/addressFilter.ts';
import type { CodedError } from '../shared/errors.ts';
import { nextTick } from '../shared/nextTick.ts';
import { errnoOf } from '../shared/systemErrors.ts';
import { endpointException } from '../shared/systemException.ts';
import type { ConnectOptions } from './connectOptions.ts';
import { detached } from './detached.ts';
import { isIP } from './ipAddress.ts';
import type { LookUpAddress } from './lookUp.ts';
import { invalidAddressFamily, invalidIpAddress } from './netErrors.ts';
import { whenStarted } from './startingServers.ts';

/** Linux gives up after six repetitions of the first segment (tcp(7), tcp_syn_retries). */
const LONGEST_ATTEMPT_MS = 127_000;

/** Of getaddrinfo(3). */
const ADDRCONFIG = 0x20;

/** What a socket that connects hears. */
export interface ConnectorOwner {
  emit(event: string, ...args: unknown[]): boolean;
  /** The name has several addresses, which are tried in turn. */
  onAddresses(): void;
  /** One of them is tried: `::1:80`. */
  onAttempt(endpoint: string): void;
  onConnected(channel: StreamChannel): void;
  onConnectFailed(error: Error): void;
  /** Whether there may be no attempt at the address. */
  isBlocked(address: string, version: 4 | 6): boolean;
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
  readonly #errors: CodedError[] = [];
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
    const isEither = family !== 4 && family !== 6;
    const all = autoSelectFamily && isEither && localAddress === undefined;
    // As Node: only addresses that the device has a network for.
    const wanted = isEither && hints === 0 ? ADDRCONFIG : hints;
    lookup(host, { family, hints: wanted, ...(all ? { all } : {}) }, (error, found, foundFamily) => {
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
    const version = target.family === 4 ? 4 : 6;
    if (this.#owner.isBlocked(target.address, version)) {
      this.#skip(target, others);
      return;
    }
    const channel = this.#owner.openChannel(version);
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
    const isTimeout = others.length > 0 && errno === errnoOf('ETIMEDOUT');
    const event = isTimeout ? 'connectionAttemptTimeout' : 'connectionAttemptFailed';
    this.#owner.emit(event, target.address, port, target.family, ...(isTimeout ? [] : [error]));
    channel.close(() => undefined);
    this.#goOn(error, others);
  }

  /** An address that is blocked: there is no attempt at it. */
  #skip({ address, family }: LookUpAddress, others: readonly LookUpAddress[]): void {
    const error = blockedAddress(address);
    const isLast = others.length === 0 && this.#errors.length === 0;
    if (!isLast) this.#owner.emit('connectionAttemptFailed', address, this.#options.port, family, error);
    this.#goOn(error, others);
  }

  #goOn(error: CodedError, others: readonly LookUpAddress[]): void {
    this.#errors.push(error);
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
