import type { TCPSocket, UDPSocket } from '../../../library/Index.ets';
import type { SocketError, SocketMessage } from '../../../library/src/main/ets/wechat/types/SocketTypes.ets';

interface Creators {
  createUDPSocket: (type?: unknown) => UDPSocket;
  createTCPSocket: (option?: unknown) => TCPSocket;
}

/** What `watch` of the test app gives. */
export interface Watch {
  /** Names and events in their order, without messages. */
  events: [string, SocketError][];
  messages: SocketMessage[];
  times: (name: string, count?: number) => Promise<void>;
  bytes: (count: number) => Promise<number[]>;
  count: (count: number) => Promise<void>;
}

/** The global object of the test app's page. */
export interface AppWindow {
  app: {
    watch: (socket: object) => Watch;
    byDefaultImport: Creators;
    byName: Creators;
    byPackage: Creators;
    taro: Record<string, unknown> & Creators;
    canIUse: { inTheBuild: boolean[]; inThePage: (name: string) => boolean };
  };
  MethodChannel: {
    jsBridgeMode: (mode: object) => (target: object, key: string, descriptor: PropertyDescriptor) => void;
  };
  location: { reload: () => void; href: string };
}
