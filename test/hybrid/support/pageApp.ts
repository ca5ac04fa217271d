import type * as library from '../../../library/Index.ets';
import type { TCPSocket, UDPSocket } from '../../../library/Index.ets';
import type { SocketError, SocketMessage } from '../../../library/src/main/ets/wechat/types/SocketTypes.ets';

interface Creators {
  createUDPSocket: (type?: unknown) => UDPSocket;
  createTCPSocket: (option?: unknown) => TCPSocket;
}

type Neighbours = Pick<
  typeof library,
  | 'closeSocket'
  | 'connectSocket'
  | 'getConnectedWifi'
  | 'getLocalIPAddress'
  | 'onLocalServiceDiscoveryStop'
  | 'onLocalServiceFound'
  | 'onLocalServiceLost'
  | 'onLocalServiceResolveFail'
  | 'onSocketClose'
  | 'onSocketMessage'
  | 'onSocketOpen'
  | 'sendSocketMessage'
  | 'startLocalServiceDiscovery'
  | 'startWifi'
  | 'stopLocalServiceDiscovery'
  | 'stopWifi'
>;

/** What `watch` of the test app gives. */
export interface Watch {
  /** Names and events in their order, without messages. */
  events: [string, SocketError][];
  messages: SocketMessage[];
  times: (name: string, count?: number) => Promise<void>;
  bytes: (count: number) => Promise<number[]>;
  count: (count: number) => Promise<void>;
}

/** What the test app offers in its page. */
export interface PageApp {
  watch: (socket: object) => Watch;
  byDefaultImport: Creators;
  byName: Creators;
  byPackage: Creators;
  /** Functions that were imported by name. */
  namedNeighbours: Record<string, unknown>;
  /** What Taro has of this package besides the sockets. */
  neighbours: Neighbours;
  taro: Record<string, unknown> & Creators;
  canIUse: { inTheBuild: boolean[]; inThePage: (name: string) => boolean };
}
