import '../application/application.ts';
import { NetConnection } from '../network/netConnection.ts';
import {
  type ConnectionProperties,
  findAddresses,
  NetHandle,
  toConnectionProperties
} from '../network/netHandle.ts';
import { Bearer, type Network, networks } from '../network/networks.ts';
import { permissions } from '../network/permissions.ts';
import { answerLater, type Outcome, orThrow } from '../network/systemCall.ts';
import { SystemFailure } from '../network/systemFailure.ts';
import type { NetAddress } from '../socket/address.ts';

/** `NetCapabilities`, as far as the library reads it. */
interface NetCapabilities {
  readonly bearerTypes: readonly number[];
}

function withNetworkInfo<T>(find: () => Outcome<T>): Outcome<T> {
  return permissions.has('ohos.permission.GET_NETWORK_INFO')
    ? find()
    : { failure: SystemFailure.permissionDenied };
}

function findDefault(): Outcome<NetHandle> {
  return withNetworkInfo(() => ({ value: new NetHandle(networks.default?.netId ?? 0) }));
}

function findAll(): Outcome<NetHandle[]> {
  return withNetworkInfo(() => ({ value: networks.all.map(({ netId }) => new NetHandle(netId)) }));
}

function findOf<T>({ netId }: NetHandle, look: (network: Network) => T): Outcome<T> {
  return withNetworkInfo(() => {
    const network = networks.find(netId);
    return network === undefined ? { failure: SystemFailure.invalidParameter } : { value: look(network) };
  });
}

function findCapabilities(handle: NetHandle): Outcome<NetCapabilities> {
  return findOf(handle, ({ bearer }) => ({ bearerTypes: [bearer] }));
}

/**
 * Stands in for `@ohos.net.connection` on Node, as far as the library uses it; tests set the networks and names through
 * `test/host/control.ts`.
 */
const connection = {
  createNetConnection: (): NetConnection => new NetConnection(),
  getDefaultNetSync: (): NetHandle => orThrow(findDefault()),
  getAllNets: (): Promise<NetHandle[]> => answerLater(findAll),
  getAllNetsSync: (): NetHandle[] => orThrow(findAll()),
  getNetCapabilities: (handle: NetHandle): Promise<NetCapabilities> =>
    answerLater(() => findCapabilities(handle)),
  getNetCapabilitiesSync: (handle: NetHandle): NetCapabilities => orThrow(findCapabilities(handle)),
  getConnectionPropertiesSync: (handle: NetHandle): ConnectionProperties =>
    orThrow(findOf(handle, toConnectionProperties)),
  getAddressesByName: (host: unknown): Promise<NetAddress[]> => answerLater(() => findAddresses(host)),
  NetBearType: { BEARER_WIFI: Bearer.WIFI, BEARER_ETHERNET: Bearer.ETHERNET }
};

export default connection;
