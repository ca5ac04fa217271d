/** `WifiLinkedInfo` of `@ohos.wifiManager`. */
export interface WifiLinkedInfo {
  readonly ssid: string;
  readonly bssid: string;
  readonly rssi: number;
  readonly band: number;
  readonly linkSpeed: number;
  readonly frequency: number;
  readonly isHidden: boolean;
  readonly isRestricted: boolean;
  readonly macType: number;
  readonly macAddress: string;
  readonly ipAddress: number;
  readonly connState: number;
}

/** `WifiSecurityType` of `@ohos.wifiManager`. */
export const WifiSecurityType = {
  WIFI_SEC_TYPE_INVALID: 0,
  WIFI_SEC_TYPE_OPEN: 1,
  WIFI_SEC_TYPE_WEP: 2,
  WIFI_SEC_TYPE_PSK: 3,
  WIFI_SEC_TYPE_SAE: 4
} as const;
type WifiSecurityType = (typeof WifiSecurityType)[keyof typeof WifiSecurityType];

/** `WifiScanInfo` of `@ohos.wifiManager`, as far as the declarations have it. */
export interface WifiScanInfo {
  readonly ssid: string;
  readonly bssid: string;
  readonly securityType: WifiSecurityType;
  readonly rssi: number;
  readonly frequency: number;
}

/** `ConnState` of `@ohos.wifiManager`. */
export const ConnState = {
  SCANNING: 0,
  CONNECTING: 1,
  AUTHENTICATING: 2,
  OBTAINING_IPADDR: 3,
  CONNECTED: 4,
  DISCONNECTING: 5,
  DISCONNECTED: 6,
  UNKNOWN: 7
} as const;

const LINK: WifiLinkedInfo = {
  ssid: 'host-module',
  bssid: '02:00:00:00:00:01',
  rssi: -50,
  band: 2,
  linkSpeed: 433,
  frequency: 5180,
  isHidden: false,
  isRestricted: false,
  macType: 1,
  macAddress: '02:00:00:00:00:02',
  ipAddress: 0x0100007f,
  connState: ConnState.CONNECTED
};

/** The Wi-Fi of the device: on, and linked to one access point. */
export class Wifi {
  #isActive = true;
  #link: WifiLinkedInfo | undefined = LINK;
  #securityType: WifiSecurityType | undefined = WifiSecurityType.WIFI_SEC_TYPE_PSK;

  get isActive(): boolean {
    return this.#isActive;
  }

  /** Undefined when the Wi-Fi is not linked. */
  get link(): WifiLinkedInfo | undefined {
    return this.#link;
  }

  /** What the last scan has found: the access point of the link. */
  get scan(): WifiScanInfo[] {
    const { ssid, bssid, rssi, frequency } = this.#link ?? LINK;
    return this.#link === undefined || this.#securityType === undefined
      ? []
      : [{ ssid, bssid, securityType: this.#securityType, rssi, frequency }];
  }

  /** @param securityType undefined for an access point that no scan has found */
  setSecurity(securityType: WifiSecurityType | undefined): void {
    this.#securityType = securityType;
  }

  /** Links to an access point. */
  connect(link: Partial<WifiLinkedInfo> = {}): void {
    this.#isActive = true;
    this.#link = { ...LINK, ...link };
  }

  /** Leaves the access point; the Wi-Fi stays on. */
  disconnect(): void {
    this.#link = undefined;
  }

  turnOff(): void {
    this.#isActive = false;
    this.disconnect();
  }

  /** On and linked as in the beginning. */
  reset(): void {
    this.#isActive = true;
    this.#link = LINK;
    this.#securityType = WifiSecurityType.WIFI_SEC_TYPE_PSK;
  }
}

/** The Wi-Fi that all stand-ins share. */
export const wifi = new Wifi();
