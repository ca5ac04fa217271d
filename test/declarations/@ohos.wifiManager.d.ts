/**
 * The part of this module that the project uses.
 *
 * Wi-Fi. `getLinkedInfo` needs `ohos.permission.GET_WIFI_INFO`.
 *
 * @since 9
 */
declare namespace wifiManager {
  /** The network that the device is on; `bssid` is random without `ohos.permission.GET_WIFI_PEERS_MAC`. */
  function getLinkedInfo(): Promise<WifiLinkedInfo>;

  /**
   * What the last scan has found; addresses are random without `ohos.permission.GET_WIFI_PEERS_MAC`, as in the linked info.
   * Needs `ohos.permission.GET_WIFI_INFO`.
   *
   * @since 10
   */
  function getScanInfoList(): Array<WifiScanInfo>;

  export enum ConnState {
    SCANNING,
    CONNECTING,
    AUTHENTICATING,
    OBTAINING_IPADDR,
    CONNECTED,
    DISCONNECTING,
    DISCONNECTED,
    UNKNOWN
  }

  export enum WifiSecurityType {
    WIFI_SEC_TYPE_INVALID = 0,
    WIFI_SEC_TYPE_OPEN = 1,
    WIFI_SEC_TYPE_WEP = 2,
    WIFI_SEC_TYPE_PSK = 3,
    WIFI_SEC_TYPE_SAE = 4
  }

  export interface WifiScanInfo {
    ssid: string;
    bssid: string;
    securityType: WifiSecurityType;
    rssi: int;
    frequency: int;
  }

  export interface WifiLinkedInfo {
    ssid: string;
    bssid: string;
    rssi: int;
    band: int;
    linkSpeed: int;
    frequency: int;
    isHidden: boolean;
    isRestricted: boolean;
    macType: int;
    macAddress: string;
    ipAddress: int;
    connState: ConnState;
  }
}

export default wifiManager;
