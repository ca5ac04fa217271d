import { application } from './application/application.ts';
import { faults } from './faults/faultPlan.ts';
import { resetIdentities } from './faults/identities.ts';
import { localServices } from './mdns/localServices.ts';
import { hosts } from './network/hosts.ts';
import { Bearer, networks } from './network/networks.ts';
import { permissions } from './network/permissions.ts';
import { wifi } from './network/wifi.ts';
import { chance } from './socket/chance.ts';
import { pool } from './socket/pool.ts';
import { trust } from './tls/trust.ts';

/**
 * What Node-only tests change in the world that the stand-ins show to the library. Specs that also run on a device
 * do not import this.
 */
export { application } from './application/application.ts';
export type { Fault, SocketKind } from './faults/fault.ts';
export { type FaultHandle, faults } from './faults/faultPlan.ts';
export { emitFromNowhere } from './faults/socketListeners.ts';
export {
  type LocalService,
  localServices,
  type ServiceObserver,
  useServiceNetwork
} from './mdns/localServices.ts';
export { hosts } from './network/hosts.ts';
export { Bearer, type Network, networks } from './network/networks.ts';
export { permissions } from './network/permissions.ts';
export { wifi, WifiSecurityType } from './network/wifi.ts';
export { chance } from './socket/chance.ts';
export { pool } from './socket/pool.ts';
export { openTlsDescriptors } from './tls/descriptors.ts';
export { trust } from './tls/trust.ts';

/**
 * Takes the device offline: its networks go away, and the kernel finds no way for sends and connects.
 *
 * @returns brings it back with a Wi-Fi network
 */
export function goOffline(): () => void {
  const noWay = { fails: 101 };
  const unreachable = ['send', 'connect'].map((call) => faults.add({ call, effect: noWay }));
  networks.removeAll();
  return () => {
    unreachable.forEach((fault) => fault.remove());
    networks.add(Bearer.WIFI);
  };
}

/**
 * Puts everything back: the app's state, faults, names, services, networks, Wi-Fi, permissions, chance, the pool of threads, trust.
 * Open sockets stay open.
 */
export function resetHost(): void {
  application.reset();
  faults.reset();
  resetIdentities();
  hosts.reset();
  localServices.reset();
  networks.reset();
  permissions.reset();
  wifi.reset();
  chance.reseed(1);
  pool.reset();
  trust.reset();
}
