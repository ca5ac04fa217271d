import { parameterException } from '../socket/failure.ts';
import { Listeners } from '../socket/listeners.ts';
import { toConnectionProperties } from './connectionProperties.ts';
import { type NetCapabilities, toNetCapabilities } from './netCapabilities.ts';
import { NetHandle } from './netHandle.ts';
import { type Network, networks } from './networks.ts';
import { permissions } from './permissions.ts';
import { callBackLater, callbackIn } from './systemCall.ts';
import { SystemFailure } from './systemFailure.ts';

/** Which networks a connection watches; the default network when absent. */
export interface NetSpecifier {
  readonly netCapabilities: NetCapabilities;
}

type NetworkEvent =
  | 'netAvailable'
  | 'netBlockStatusChange'
  | 'netCapabilitiesChange'
  | 'netConnectionPropertiesChange'
  | 'netLost'
  | 'netUnavailable';

const EVENTS: readonly NetworkEvent[] = [
  'netAvailable',
  'netBlockStatusChange',
  'netCapabilitiesChange',
  'netConnectionPropertiesChange',
  'netLost',
  'netUnavailable'
];

/** `NetConnection` of `@ohos.net.connection`: tells of networks from `register` to `unregister`. */
export class NetConnection {
  readonly #specifier: NetSpecifier | undefined;
  readonly #timeout: number;
  readonly #listeners = new Listeners<NetworkEvent>(EVENTS);
  #stop: (() => void) | undefined;
  #unavailableTimer: NodeJS.Timeout | undefined;

  /** @param timeout milliseconds until `netUnavailable`; 0 is never */
  constructor(specifier: NetSpecifier | undefined, timeout: number) {
    this.#specifier = specifier;
    this.#timeout = timeout;
  }

  on(...args: unknown[]): void {
    this.#listeners.on(args);
  }

  register(callback: unknown): void {
    const answer = callbackIn<void>(callback);
    if (answer === undefined) throw parameterException();
    callBackLater<void>(answer, () => {
      if (!permissions.has('ohos.permission.GET_NETWORK_INFO'))
        return { failure: SystemFailure.permissionDenied };
      if (this.#stop !== undefined) return { failure: SystemFailure.callbackExists };
      this.#start();
      return { value: undefined };
    });
  }

  unregister(callback: unknown): void {
    const answer = callbackIn<void>(callback);
    if (answer === undefined) throw parameterException();
    callBackLater<void>(answer, () => {
      if (this.#stop === undefined) return { failure: SystemFailure.callbackMissing };
      this.#stop();
      this.#stop = undefined;
      clearTimeout(this.#unavailableTimer);
      return { value: undefined };
    });
  }

  #start(): void {
    this.#stop = networks.observe({
      available: (network) => this.#available(network),
      lost: (network) => this.#tell('netLost', new NetHandle(network.netId), network),
      addressed: (network) => this.#tellAddresses(network),
      blocked: (network, blocked) => {
        this.#tell('netBlockStatusChange', { netHandle: new NetHandle(network.netId), blocked }, network);
      }
    });
    const present = this.#specifier === undefined ? networks.all.slice(0, 1) : networks.all;
    const watched = present.filter((network) => this.#watches(network));
    // The present networks are reported after the callback.
    setImmediate(() => watched.forEach((network) => this.#available(network)));
    if (watched.length === 0 && this.#timeout > 0) {
      this.#unavailableTimer = setTimeout(
        () => this.#listeners.emit('netUnavailable', undefined),
        this.#timeout
      );
    }
  }

  #watches(network: Network): boolean {
    if (this.#specifier === undefined) return true;
    return this.#specifier.netCapabilities.bearerTypes.includes(network.bearer);
  }

  #available(network: Network): void {
    if (!this.#watches(network)) return;
    clearTimeout(this.#unavailableTimer);
    const netHandle = new NetHandle(network.netId);
    this.#tell('netAvailable', netHandle, network);
    this.#tell('netCapabilitiesChange', { netHandle, netCap: toNetCapabilities(network) }, network);
    this.#tellAddresses(network);
    this.#tell('netBlockStatusChange', { netHandle, blocked: false }, network);
  }

  #tellAddresses(network: Network): void {
    const netHandle = new NetHandle(network.netId);
    const connectionProperties = toConnectionProperties(network);
    this.#tell('netConnectionPropertiesChange', { netHandle, connectionProperties }, network);
  }

  #tell(event: NetworkEvent, payload: unknown, network: Network): void {
    if (this.#stop !== undefined && this.#watches(network)) this.#listeners.emit(event, payload);
  }
}
