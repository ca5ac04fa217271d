import '../application/application.ts';
import { type ConnectionProperties, toConnectionProperties } from '../network/connectionProperties.ts';
import { type NetCapabilities, toNetCapabilities } from '../network/netCapabilities.ts';
import { NetConnection, type NetSpecifier } from '../network/netConnection.ts';
import { findAddresses, NetHandle } from '../network/netHandle.ts';
import { Bearer, Capability, type Network, networks } from '../network/networks.ts';
import { permissions } from '../network/permissions.ts';
import { answerLater, callbackIn, type Outcome } from '../network/systemCall.ts';
import { SystemFailure } from '../network/systemFailure.ts';
import type { NetAddress } from '../socket/address.ts';

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

function findOf<T>(handle: unknown, look: (network: Network) => T): Outcome<T> {
  return withNetworkInfo(() => {
    const netId: unknown =
      typeof handle === 'object' && handle !== null ? Reflect.get(handle, 'netId') : undefined;
    if (typeof netId !== 'number') return { failure: SystemFailure.parameterError };
    const network = networks.find(netId);
    return network === undefined ? { failure: SystemFailure.invalidParameter } : { value: look(network) };
  });
}

function findCapabilities(handle: unknown): Outcome<NetCapabilities> {
  return findOf(handle, toNetCapabilities);
}

function findProperties(handle: unknown): Outcome<ConnectionProperties> {
  return findOf(handle, toConnectionProperties);
}

/** The synchronous forms throw a real Error with the number as its code. */
function orThrow<T>(outcome: Outcome<T>): T {
  if ('value' in outcome) return outcome.value;
  throw Object.assign(new Error(outcome.failure.message), { code: outcome.failure.code });
}

/** Stands in for `@ohos.net.connection` on Node; tests set the networks and names through `test/host/control.ts`. */
const connection = {
  createNetConnection: (specifier?: NetSpecifier, timeout = 0): NetConnection =>
    new NetConnection(specifier, timeout),
  getDefaultNet: (callback?: unknown) => answerLater(callbackIn<NetHandle>(callback), findDefault),
  getDefaultNetSync: (): NetHandle => orThrow(findDefault()),
  getAllNets: (callback?: unknown) => answerLater(callbackIn<NetHandle[]>(callback), findAll),
  getAllNetsSync: (): NetHandle[] => orThrow(findAll()),
  getNetCapabilities: (handle: unknown, callback?: unknown) =>
    answerLater(callbackIn<NetCapabilities>(callback), () => findCapabilities(handle)),
  getNetCapabilitiesSync: (handle: unknown): NetCapabilities => orThrow(findCapabilities(handle)),
  getConnectionProperties: (handle: unknown, callback?: unknown) =>
    answerLater(callbackIn<ConnectionProperties>(callback), () => findProperties(handle)),
  getConnectionPropertiesSync: (handle: unknown): ConnectionProperties => orThrow(findProperties(handle)),
  getAddressesByName: (host: unknown, callback?: unknown) =>
    answerLater(callbackIn<NetAddress[]>(callback), () => findAddresses(host)),
  NetBearType: {
    BEARER_CELLULAR: Bearer.CELLULAR,
    BEARER_WIFI: Bearer.WIFI,
    BEARER_BLUETOOTH: Bearer.BLUETOOTH,
    BEARER_ETHERNET: Bearer.ETHERNET,
    BEARER_VPN: Bearer.VPN
  },
  NetCap: {
    NET_CAPABILITY_MMS: Capability.MMS,
    NET_CAPABILITY_NOT_METERED: Capability.NOT_METERED,
    NET_CAPABILITY_INTERNET: Capability.INTERNET,
    NET_CAPABILITY_NOT_VPN: Capability.NOT_VPN,
    NET_CAPABILITY_VALIDATED: Capability.VALIDATED,
    NET_CAPABILITY_PORTAL: Capability.PORTAL,
    NET_CAPABILITY_CHECKING_CONNECTIVITY: Capability.CHECKING_CONNECTIVITY
  }
};

export default connection;
