// What `@tarojs/taro` is in a harmony-hybrid build: the platform's own API with what this package gives in it.
import * as localNetwork from 'taro-harmony-socket/page-group/localNetwork';
import * as localServiceDiscovery from 'taro-harmony-socket/page-group/localServiceDiscovery';
import * as webSocket from 'taro-harmony-socket/page-group/webSocket';
import Taro, * as platform from 'taro-harmony-socket/platform-taro';
import type { GroupName } from '../src/apiGroups.ts';
import { providedSchemas } from '../src/providedApi.ts';
import { createTCPSocket } from './createTCPSocket.ts';
import { createUDPSocket } from './createUDPSocket.ts';

const GROUPS = { localNetwork, localServiceDiscovery, webSocket };

const groups = (Object.keys(GROUPS) as GroupName[]).filter((name) => GROUPS[name].isProvided);

/** For names that the build does not know; it answers the others itself. */
function canIUse(schema: unknown): boolean {
  return providedSchemas(groups).has(String(schema)) || platform.canIUse(schema);
}

for (const name of groups) Object.assign(Taro, GROUPS[name]);
// Without canIUse, as the platform's object is: it holds a table of all names, which is 43 KB of each page.
Object.assign(Taro, { createTCPSocket, createUDPSocket });

export * from 'taro-harmony-socket/platform-taro';
export {
  getConnectedWifi,
  getLocalIPAddress,
  startWifi,
  stopWifi
} from 'taro-harmony-socket/page-group/localNetwork';
export {
  offLocalServiceDiscoveryStop,
  offLocalServiceFound,
  offLocalServiceLost,
  offLocalServiceResolveFail,
  onLocalServiceDiscoveryStop,
  onLocalServiceFound,
  onLocalServiceLost,
  onLocalServiceResolveFail,
  startLocalServiceDiscovery,
  stopLocalServiceDiscovery
} from 'taro-harmony-socket/page-group/localServiceDiscovery';
export {
  closeSocket,
  connectSocket,
  onSocketClose,
  onSocketError,
  onSocketMessage,
  onSocketOpen,
  sendSocketMessage
} from 'taro-harmony-socket/page-group/webSocket';
export { canIUse, createTCPSocket, createUDPSocket, Taro as default };
