import type { Callback } from '@ohos.base';
import type common from '@ohos.app.ability.common';
import type connection from '@ohos.net.connection';

/**
 * The part of this module that the project uses.
 *
 * Services on the local network, by multicast DNS.
 *
 * @since 10
 */
declare namespace mdns {
  type NetAddress = connection.NetAddress;

  /** @param serviceType such as `_http._tcp` */
  function createDiscoveryService(context: common.Context, serviceType: string): DiscoveryService;
  /** Finds the address and the port of a service that was found. */
  function resolveLocalService(
    context: common.Context,
    serviceInfo: LocalServiceInfo
  ): Promise<LocalServiceInfo>;

  export interface DiscoveryService {
    /** @since 11 */
    on(type: 'discoveryStart', callback: Callback<DiscoveryEventInfo>): void;
    /** @since 11 */
    off(type: 'discoveryStart', callback?: Callback<DiscoveryEventInfo>): void;
    /** @since 11 */
    on(type: 'discoveryStop', callback: Callback<DiscoveryEventInfo>): void;
    /** @since 11 */
    off(type: 'discoveryStop', callback?: Callback<DiscoveryEventInfo>): void;
    on(type: 'serviceFound', callback: Callback<LocalServiceInfo>): void;
    /** @since 11 */
    off(type: 'serviceFound', callback?: Callback<LocalServiceInfo>): void;
    on(type: 'serviceLost', callback: Callback<LocalServiceInfo>): void;
    /** @since 11 */
    off(type: 'serviceLost', callback?: Callback<LocalServiceInfo>): void;
    startSearchingMDNS(): void;
    stopSearchingMDNS(): void;
  }

  export interface LocalServiceInfo {
    serviceType: string;
    serviceName: string;
    port?: int;
    host?: NetAddress;
  }

  /** @since 11 */
  export interface DiscoveryEventInfo {
    serviceInfo: LocalServiceInfo;
    errorCode?: MdnsError;
  }

  export enum MdnsError {}
}

export default mdns;
