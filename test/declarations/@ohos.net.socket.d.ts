import type { AsyncCallback, Callback, ErrorCallback } from '@ohos.base';
import connection from '@ohos.net.connection';
import type cert from '@ohos.security.cert';

/**
 * The part of this module that the project uses.
 *
 * UDP and TCP sockets. Every operation needs `ohos.permission.INTERNET`.
 *
 * @since 7
 */
declare namespace socket {
  /** @since 8 */
  export import NetAddress = connection.NetAddress;

  function constructUDPSocketInstance(): UDPSocket;
  /** @since 11 */
  function constructMulticastSocketInstance(): MulticastSocket;
  function constructTCPSocketInstance(): TCPSocket;
  /** @since 10 */
  function constructTCPSocketServerInstance(): TCPSocketServer;
  /** @since 9 */
  function constructTLSSocketInstance(): TLSSocket;
  /**
   * Takes over the connection of a TCP socket, which is closed with that.
   *
   * @since 12
   */
  function constructTLSSocketInstance(tcpSocket: TCPSocket): TLSSocket;
  /** @since 10 */
  function constructTLSSocketServerInstance(): TLSSocketServer;

  export interface UDPSendOptions {
    data: string | ArrayBuffer;
    address: NetAddress;
    /** @since 18 */
    proxy?: ProxyOptions;
  }

  /** @since 18 */
  export enum ProxyTypes {
    NONE = 0,
    SOCKS5 = 1
  }

  /** @since 18 */
  export interface ProxyOptions {
    type: ProxyTypes;
    address: NetAddress;
    username?: string;
    password?: string;
  }

  export interface ExtraOptionsBase {
    /** Bytes. */
    receiveBufferSize?: int;
    /** Bytes. */
    sendBufferSize?: int;
    reuseAddress?: boolean;
    /** Milliseconds. */
    socketTimeout?: int;
  }

  export interface UDPExtraOptions extends ExtraOptionsBase {
    broadcast?: boolean;
  }

  export interface SocketStateBase {
    isBound: boolean;
    isClose: boolean;
    isConnected: boolean;
  }

  export interface SocketRemoteInfo {
    address: string;
    family: 'IPv4' | 'IPv6';
    port: int;
    /** Bytes of the message. */
    size: int;
  }

  /** @since 11 */
  export interface SocketMessageInfo {
    message: ArrayBuffer;
    remoteInfo: SocketRemoteInfo;
  }

  export interface UDPSocket {
    bind(address: NetAddress): Promise<void>;
    /** @since 12 */
    getLocalAddress(): Promise<NetAddress>;
    send(options: UDPSendOptions, callback: AsyncCallback<void>): void;
    send(options: UDPSendOptions): Promise<void>;
    close(callback: AsyncCallback<void>): void;
    close(): Promise<void>;
    setExtraOptions(options: UDPExtraOptions, callback: AsyncCallback<void>): void;
    setExtraOptions(options: UDPExtraOptions): Promise<void>;
    /** @since 23 */
    getSocketFd(): Promise<int>;
    on(type: 'message', callback: Callback<SocketMessageInfo>): void;
    off(type: 'message', callback?: Callback<SocketMessageInfo>): void;
    on(type: 'error', callback: ErrorCallback): void;
    off(type: 'error', callback?: ErrorCallback): void;
  }

  /** @since 11 */
  export interface MulticastSocket extends UDPSocket {
    addMembership(multicastAddress: NetAddress, callback: AsyncCallback<void>): void;
    setMulticastTTL(ttl: int, callback: AsyncCallback<void>): void;
    setLoopbackMode(flag: boolean, callback: AsyncCallback<void>): void;
    /** @since 26 */
    setReuseAddress(reuse: boolean): void;
  }

  export interface TCPConnectOptions {
    address: NetAddress;
    /** Milliseconds, 5000 when absent. */
    timeout?: int;
    /** @since 18 */
    proxy?: ProxyOptions;
  }

  export interface TCPSendOptions {
    data: string | ArrayBuffer;
    /** Has no effect: strings are always sent as UTF-8 (measured). */
    encoding?: string;
  }

  export interface TCPExtraOptions extends ExtraOptionsBase {
    keepAlive?: boolean;
    OOBInline?: boolean;
    TCPNoDelay?: boolean;
    /** `linger` in seconds. */
    socketLinger?: { on: boolean; linger: int };
    /** @since 24 */
    tcpFastOpen?: boolean;
  }

  export interface TCPSocket {
    bind(address: NetAddress): Promise<void>;
    connect(options: TCPConnectOptions): Promise<void>;
    send(options: TCPSendOptions, callback: AsyncCallback<void>): void;
    close(callback: AsyncCallback<void>): void;
    close(): Promise<void>;
    getState(callback: AsyncCallback<SocketStateBase>): void;
    /** @since 10 */
    getSocketFd(): Promise<int>;
    setExtraOptions(options: TCPExtraOptions): Promise<void>;
    /** @since 12 */
    getLocalAddress(): Promise<NetAddress>;
    on(type: 'message', callback: Callback<SocketMessageInfo>): void;
    off(type: 'message', callback?: Callback<SocketMessageInfo>): void;
    on(type: 'connect' | 'close', callback: Callback<void>): void;
    off(type: 'connect' | 'close', callback?: Callback<void>): void;
    on(type: 'error', callback: ErrorCallback): void;
    off(type: 'error', callback?: ErrorCallback): void;
  }

  /**
   * A client that a server accepted.
   *
   * @since 10
   */
  export interface TCPSocketConnection {
    clientId: int;
    send(options: TCPSendOptions, callback: AsyncCallback<void>): void;
    send(options: TCPSendOptions): Promise<void>;
    close(callback: AsyncCallback<void>): void;
    close(): Promise<void>;
    getRemoteAddress(): Promise<NetAddress>;
    /** @since 12 */
    getLocalAddress(): Promise<NetAddress>;
    /** @since 23 */
    getSocketFd(): Promise<int>;
    on(type: 'message', callback: Callback<SocketMessageInfo>): void;
    off(type: 'message', callback?: Callback<SocketMessageInfo>): void;
    on(type: 'close', callback: Callback<void>): void;
    off(type: 'close', callback?: Callback<void>): void;
  }

  /** @since 10 */
  export interface TCPSocketServer {
    listen(address: NetAddress): Promise<void>;
    /** @since 20 */
    close(): Promise<void>;
    setExtraOptions(options: TCPExtraOptions): Promise<void>;
    /** @since 12 */
    getLocalAddress(): Promise<NetAddress>;
    /** @since 23 */
    getSocketFd(): Promise<int>;
    on(type: 'connect', callback: Callback<TCPSocketConnection>): void;
    off(type: 'connect', callback?: Callback<TCPSocketConnection>): void;
  }

  /** @since 9 */
  export type X509CertRawData = cert.EncodingBlob;

  /** @since 9 */
  export enum Protocol {
    TLSv12 = 'TLSv1.2',
    TLSv13 = 'TLSv1.3'
  }

  /** @since 9 */
  export interface TLSSecureOptions {
    /** PEM; of each text only the first certificate counts (measured). */
    ca?: string | Array<string>;
    /** PEM. */
    cert?: string;
    /** PEM. */
    key?: string;
    password?: string;
    protocols?: Protocol | Array<Protocol>;
    /** Has no effect (measured). */
    useRemoteCipherPrefer?: boolean;
    signatureAlgorithms?: string;
    cipherSuite?: string;
    /** @since 12 */
    isBidirectionalAuthentication?: boolean;
  }

  /** @since 9 */
  export interface TLSConnectOptions {
    address: NetAddress;
    secureOptions: TLSSecureOptions;
    /** Never sent (measured). */
    ALPNProtocols?: Array<string>;
    /** @since 12 */
    skipRemoteValidation?: boolean;
    /** @since 18 */
    proxy?: ProxyOptions;
    /**
     * Milliseconds for the handshake alone; no end when absent or 0.
     *
     * @since 22
     */
    timeout?: int;
  }

  /** @since 9 */
  export interface TLSSocket {
    bind(address: NetAddress, callback: AsyncCallback<void>): void;
    bind(address: NetAddress): Promise<void>;
    connect(options: TLSConnectOptions): Promise<void>;
    send(data: string | ArrayBuffer, callback: AsyncCallback<void>): void;
    close(callback: AsyncCallback<void>): void;
    close(): Promise<void>;
    getState(): Promise<SocketStateBase>;
    /** @since 12 */
    getLocalAddress(): Promise<NetAddress>;
    /** @since 16 */
    getSocketFd(): Promise<int>;
    setExtraOptions(options: TCPExtraOptions): Promise<void>;
    getCertificate(): Promise<X509CertRawData>;
    getRemoteCertificate(): Promise<X509CertRawData>;
    on(type: 'message', callback: Callback<SocketMessageInfo>): void;
    on(type: 'connect' | 'close', callback: Callback<void>): void;
    on(type: 'error', callback: ErrorCallback): void;
  }

  /**
   * A client that a server accepted, after its handshake.
   *
   * @since 10
   */
  export interface TLSSocketConnection {
    clientId: int;
    send(data: string | ArrayBuffer, callback: AsyncCallback<void>): void;
    close(callback: AsyncCallback<void>): void;
    close(): Promise<void>;
    getRemoteAddress(): Promise<NetAddress>;
    /** @since 12 */
    getLocalAddress(): Promise<NetAddress>;
    getRemoteCertificate(): Promise<X509CertRawData>;
    /** @since 23 */
    getSocketFd(): Promise<int>;
    on(type: 'message', callback: Callback<SocketMessageInfo>): void;
    off(type: 'message', callback?: Callback<SocketMessageInfo>): void;
    on(type: 'close', callback: Callback<void>): void;
    off(type: 'close', callback?: Callback<void>): void;
  }

  /** @since 10 */
  export interface TLSSocketServer {
    listen(options: TLSConnectOptions): Promise<void>;
    /** @since 20 */
    close(): Promise<void>;
    setExtraOptions(options: TCPExtraOptions): Promise<void>;
    /** @since 12 */
    getLocalAddress(): Promise<NetAddress>;
    /** @since 23 */
    getSocketFd(): Promise<int>;
    on(type: 'connect', callback: Callback<TLSSocketConnection>): void;
    off(type: 'connect', callback?: Callback<TLSSocketConnection>): void;
    on(type: 'error', callback: ErrorCallback): void;
    off(type: 'error', callback?: ErrorCallback): void;
  }
}

export default socket;
