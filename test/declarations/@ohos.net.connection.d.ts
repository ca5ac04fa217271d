import type { AsyncCallback, Callback } from '@ohos.base';
import type socket from '@ohos.net.socket';

/**
 * The part of this module that the project uses.
 *
 * Networks and name resolution. Every call needs `ohos.permission.GET_NETWORK_INFO`,
 * `getAddressesByName` needs `ohos.permission.INTERNET`.
 *
 * @since 8
 */
declare namespace connection {
  type TCPSocket = socket.TCPSocket;
  type UDPSocket = socket.UDPSocket;

  /**
   * @param netSpecifier the network to watch; the default network when absent
   * @param timeout milliseconds until `netUnavailable`, only with `netSpecifier`; 0 (never) when absent
   */
  function createNetConnection(netSpecifier?: NetSpecifier, timeout?: int): NetConnection;
  /** @since 9 */
  function getDefaultNetSync(): NetHandle;
  function getAllNets(): Promise<Array<NetHandle>>;
  /** @since 10 */
  function getAllNetsSync(): Array<NetHandle>;
  function getNetCapabilities(netHandle: NetHandle): Promise<NetCapabilities>;
  /** @since 10 */
  function getNetCapabilitiesSync(netHandle: NetHandle): NetCapabilities;
  /** @since 10 */
  function getConnectionPropertiesSync(netHandle: NetHandle): ConnectionProperties;
  /** Resolves `host` on the default network. */
  function getAddressesByName(host: string): Promise<Array<NetAddress>>;

  export interface NetConnection {
    on(type: 'netAvailable', callback: Callback<NetHandle>): void;
    on(type: 'netConnectionPropertiesChange', callback: Callback<NetConnectionPropertyInfo>): void;
    on(type: 'netLost', callback: Callback<NetHandle>): void;
    /** Starts the notifications: listeners have to be set before. */
    register(callback: AsyncCallback<void>): void;
    unregister(callback: AsyncCallback<void>): void;
  }

  export interface NetSpecifier {
    netCapabilities: NetCapabilities;
    bearerPrivateIdentifier?: string;
  }

  /** @since 11 */
  export interface NetConnectionPropertyInfo {
    netHandle: NetHandle;
    connectionProperties: ConnectionProperties;
  }

  export interface NetHandle {
    /** 0 stands for no network; real ones start at 100. */
    netId: int;
    /**
     * Makes a socket use this network only; the socket must have its file descriptor already.
     *
     * @since 9
     */
    bindSocket(socketParam: TCPSocket | UDPSocket): Promise<void>;
  }

  export interface NetCapabilities {
    linkUpBandwidthKbps?: int;
    linkDownBandwidthKbps?: int;
    networkCap?: Array<NetCap>;
    bearerTypes: Array<NetBearType>;
  }

  export interface ConnectionProperties {
    /** Such as `wlan0`. */
    interfaceName: string;
    linkAddresses: Array<LinkAddress>;
  }

  export interface LinkAddress {
    address: NetAddress;
    /** Bits of the address that are the network's. */
    prefixLength: int;
  }

  export enum NetCap {}

  export enum NetBearType {
    BEARER_WIFI = 1,
    BEARER_ETHERNET = 3
  }

  export interface NetAddress {
    address: string;
    /** 1 is IPv4, 2 is IPv6; 1 when absent. */
    family?: int;
    /** 0 to 65535. */
    port?: int;
  }
}

export default connection;
