import { API_GROUPS, functionsOf, type GroupName } from './apiGroups';

/** What this package gives to `@tarojs/taro` in any case. */
export const CREATORS = ['createUDPSocket', 'createTCPSocket'] as const;

/** The members of the two classes, WeChat's and this package's own, and the options of their methods. */
const MEMBERS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  UDPSocket: {
    bind: [],
    close: [],
    connect: ['address', 'port'],
    offClose: [],
    offError: [],
    offListening: [],
    offMessage: [],
    onClose: [],
    onError: [],
    onListening: [],
    onMessage: [],
    send: ['address', 'length', 'message', 'offset', 'port', 'setBroadcast'],
    setTTL: [],
    write: ['address', 'length', 'message', 'offset', 'port', 'setBroadcast']
  },
  TCPSocket: {
    bufferedAmount: [],
    bindWifi: ['BSSID'],
    close: [],
    connect: ['address', 'port', 'timeout'],
    offBindWifi: [],
    offClose: [],
    offConnect: [],
    offDrain: [],
    offError: [],
    offMessage: [],
    onBindWifi: [],
    onClose: [],
    onConnect: [],
    onDrain: [],
    onError: [],
    onMessage: [],
    write: []
  }
};

/** A function, so that bundlers leave it out of pages that do not ask. */
function socketSchemas(): string[] {
  return [
    ...CREATORS,
    'createTCPSocket.object.type',
    'createTCPSocket.object.highWaterMark',
    ...Object.entries(MEMBERS).flatMap(([name, methods]) => [
      name,
      `create${name}.return`,
      ...Object.entries(methods).flatMap(([method, options]) => [
        `${name}.${method}`,
        `create${name}.return.${method}`,
        ...options.map((option) => `${name}.${method}.object.${option}`)
      ])
    ])
  ];
}

/**
 * Every `schema` for which `Taro.canIUse(schema)` is true because of this package, in the forms of WeChat's documentation:
 * `createUDPSocket`, `UDPSocket.send`, `UDPSocket.send.object.setBroadcast`, `createUDPSocket.return.send`.
 *
 * @param groups what is there beside the sockets
 */
export function providedSchemas(groups: readonly GroupName[]): ReadonlySet<string> {
  return new Set([
    ...socketSchemas(),
    ...groups.flatMap((name) => [...functionsOf(API_GROUPS[name]), ...API_GROUPS[name].schemas])
  ]);
}
