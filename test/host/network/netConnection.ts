import { parameterException } from '../socket/failure.ts';
import { Listeners } from '../socket/listeners.ts';
import { NetHandle, toConnectionProperties } from './netHandle.ts';
import { type Network, networks } from './networks.ts';
import { permissions } from './permissions.ts';
import { SystemFailure } from './systemFailure.ts';

type Answer = (failure: unknown) => void;

/** `NetConnection` of `@ohos.net.connection` for the default network: tells of networks from `register` to `unregister`. */
export class NetConnection {
  readonly #listeners = new Listeners(['netAvailable', 'netConnectionPropertiesChange', 'netLost']);
  #stop: (() => void) | undefined;

  on(...args: unknown[]): void {
    this.#listeners.on(args);
  }

  register(callback: unknown): void {
    this.#answerLater(callback, () => {
      if (!permissions.has('ohos.permission.GET_NETWORK_INFO')) return SystemFailure.permissionDenied;
      if (this.#stop !== undefined) return SystemFailure.callbackExists;
      this.#start();
      return undefined;
    });
  }

  unregister(callback: unknown): void {
    this.#answerLater(callback, () => {
      if (this.#stop === undefined) return SystemFailure.callbackMissing;
      this.#stop();
      this.#stop = undefined;
      return undefined;
    });
  }

  #answerLater(callback: unknown, work: () => unknown): void {
    if (typeof callback !== 'function') throw parameterException();
    setImmediate(() => (callback as Answer)(work()));
  }

  #start(): void {
    this.#stop = networks.observe({
      available: (network) => this.#available(network),
      lost: ({ netId }) => this.#tell('netLost', new NetHandle(netId)),
      addressed: (network) => this.#tellAddresses(network)
    });
    const present = networks.default;
    // It is reported after the callback.
    if (present !== undefined) setImmediate(() => this.#available(present));
  }

  #available(network: Network): void {
    this.#tell('netAvailable', new NetHandle(network.netId));
    this.#tellAddresses(network);
  }

  #tellAddresses(network: Network): void {
    const netHandle = new NetHandle(network.netId);
    const connectionProperties = toConnectionProperties(network);
    this.#tell('netConnectionPropertiesChange', { netHandle, connectionProperties });
  }

  #tell(event: 'netAvailable' | 'netConnectionPropertiesChange' | 'netLost', payload: unknown): void {
    if (this.#stop !== undefined) this.#listeners.emit(event, payload);
  }
}
