import { hosts } from './network/hosts.ts';
import { networks } from './network/networks.ts';
import { permissions } from './network/permissions.ts';
import { wifi } from './network/wifi.ts';
import { chance } from './socket/chance.ts';

/**
 * What Node-only tests change in the world that the stand-ins show to the library. Specs that also run on a device
 * do not import this.
 */
export { hosts } from './network/hosts.ts';
export { Bearer, Capability, type Network, networks } from './network/networks.ts';
export { type Permission, permissions } from './network/permissions.ts';
export { wifi } from './network/wifi.ts';
export { chance } from './socket/chance.ts';

/** Puts everything back: names, networks, Wi-Fi, permissions, chance. Open sockets stay open. */
export function resetHost(): void {
  hosts.reset();
  networks.reset();
  permissions.reset();
  wifi.reset();
  chance.reseed(1);
}
