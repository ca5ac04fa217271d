// What `@tarojs/taro` is in a harmony-hybrid build: the platform's own API with this package's sockets in it.
import Taro, * as platform from 'taro-harmony-socket/platform-taro';
import { HYBRID_APIS, type ApiDefinition } from '../src/hybridDefinition.ts';
import { createTCPSocket } from './createTCPSocket.ts';
import { createUDPSocket } from './createUDPSocket.ts';

/** For names that the build does not know; it answers the others itself. */
function canIUse(scheme: unknown): boolean {
  return isOwn(scheme) || platform.canIUse(scheme);
}

function isOwn(scheme: unknown): boolean {
  let found: ApiDefinition = HYBRID_APIS;
  for (const name of String(scheme).split('.')) {
    const member: ApiDefinition | undefined =
      found !== '' && Object.hasOwn(found, name) ? found[name] : undefined;
    if (member === undefined) return false;
    found = member;
  }
  return true;
}

Object.assign(Taro, { canIUse, createTCPSocket, createUDPSocket });

export * from 'taro-harmony-socket/platform-taro';
export { canIUse, createTCPSocket, createUDPSocket, Taro as default };
