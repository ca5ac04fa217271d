/**
 * Corrects Taro's typings of `UDPSocket` and `TCPSocket` after WeChat's reference, where the two differ. One line in
 * the app's own types is enough: `/// <reference types="taro-harmony-socket/types/taro" />`.
 *
 * Everything here holds on WeChat and on Harmony. What only Harmony takes besides (views of a buffer, numeric
 * strings) is in the types of `import … from 'taro-harmony-socket'`.
 */
import '@tarojs/taro';

declare module '@tarojs/taro' {
  interface UDPSocket {
    /** Without a port the system chooses a free one. Returns the bound port at once. */
    bind(port?: number): number;
    /** Without a previous `connect` the same as `send`. */
    write(option: UDPSocket.send.Option): void;
    /** Without an argument all listeners are removed. */
    offClose(callback?: UDPSocket.onClose.Callback): void;
    /** Without an argument all listeners are removed. */
    offError(callback?: UDPSocket.onError.Callback): void;
    /** Without an argument all listeners are removed. */
    offListening(callback?: UDPSocket.onListening.Callback): void;
    /** Without an argument all listeners are removed. */
    offMessage(callback?: UDPSocket.onMessage.Callback): void;
  }

  namespace UDPSocket {
    namespace send {
      interface Option {
        /** Allows a broadcast address as destination. @default false */
        setBroadcast?: boolean;
      }
    }
    namespace onError {
      interface CallbackResult {
        /**
         * WeChat's code: -1 system error, -2 socket interface error (see `errno`), -3 no permission, 1 invalid address,
         * 2 invalid port.
         */
        errCode: number;
        /** Linux's error number, where one is known. */
        errno?: number;
      }
    }
    namespace onMessage {
      interface RemoteInfo {
        /** Length of the message in bytes. */
        size: number;
      }
    }
  }

  interface TCPSocket {
    /** Binds the socket to the Wi-Fi network that the device is linked to; success fires `onBindWifi`. */
    bindWifi(option: TCPSocket.bindWifi.Option): void;
    /** Fires when the socket is bound to the Wi-Fi network. */
    onBindWifi(callback: TCPSocket.onBindWifi.Callback): void;
    /** Without an argument all listeners are removed. */
    offBindWifi(callback?: TCPSocket.onBindWifi.Callback): void;
    /** Without an argument all listeners are removed. */
    offClose(callback?: TCPSocket.onClose.Callback): void;
    /** Without an argument all listeners are removed. */
    offConnect(callback?: TCPSocket.onConnect.Callback): void;
    /** Without an argument all listeners are removed. */
    offError(callback?: TCPSocket.onError.Callback): void;
    /** Without an argument all listeners are removed. */
    offMessage(callback?: TCPSocket.onMessage.Callback): void;
  }

  namespace TCPSocket {
    namespace bindWifi {
      interface Option {
        /** BSSID of the Wi-Fi network that the device is linked to, for example `8c:a6:df:c8:f7:4b`. */
        BSSID: string;
      }
    }
    namespace connect {
      interface Option {
        /** How long connecting may take, in seconds. @default 2 */
        timeout?: number;
      }
    }
    namespace onBindWifi {
      type Callback = (...args: unknown[]) => void;
    }
    namespace onError {
      interface CallbackResult {
        /**
         * WeChat's code: as for UDPSocket, and -4 connect failed, 3 invalid BSSID, 4 the socket could not be bound to
         * the Wi-Fi network.
         */
        errCode: number;
        /** Linux's error number, where one is known. */
        errno?: number;
      }
    }
  }

  namespace connectSocket {
    interface Option {
      /** How long connecting may take, in milliseconds. @default 60000 */
      timeout?: number;
    }
  }

  namespace startLocalServiceDiscovery {
    interface Option {
      /** The type of the services, for example `_http._tcp`. */
      serviceType: string;
    }
  }

  interface SocketTask {
    /** Without an argument the code is 1000. */
    close(option?: SocketTask.CloseOption): void;
  }

  interface TaroStatic {
    /**
     * Gives what WeChat and Taro give: a task at once, which is also a promise of a task.
     *
     * @param option where to
     */
    connectSocket(option: connectSocket.Option): Promise<SocketTask> & SocketTask;
    /** Without an argument all listeners are removed. */
    offLocalServiceDiscoveryStop(callback?: onLocalServiceDiscoveryStop.Callback): void;
    /** Without an argument all listeners are removed. */
    offLocalServiceFound(callback?: onLocalServiceFound.Callback): void;
    /** Without an argument all listeners are removed. */
    offLocalServiceLost(callback?: onLocalServiceLost.Callback): void;
    /** Without an argument all listeners are removed. */
    offLocalServiceResolveFail(callback?: onLocalServiceResolveFail.Callback): void;
    /** @param option callbacks, and how much is wanted */
    getConnectedWifi(option?: getConnectedWifi.Option): Promise<getConnectedWifi.SuccessCallbackResult>;
    /**
     * @param type address family, default `'udp4'`
     * @param options WeChat's; none has an effect on Harmony
     */
    createUDPSocket(type?: 'udp4' | 'udp6', options?: object): UDPSocket;
    /** @param option `type`: address family, default `'ipv4'` */
    createTCPSocket(option?: { type?: 'ipv4' | 'ipv6' }): TCPSocket;
  }
}
