/** `WifiLinkedInfo` of `@ohos.wifiManager`, as far as the library reads it. */
export interface WifiLinkedInfo {
  readonly ssid: string;
  readonly bssid: string;
  readonly rssi: number;
  readonly frequency: number;
  readonly connState: number;
}

/** `WifiSecurityType` of `@ohos.wifiManager`, as far as tests need it. */
export const WifiSecurityType = { WIFI_SEC_TYPE_OPEN: 1, WIFI_SEC_TYPE_PSK: 3 } as const;
type WifiSecurityType = (typeof WifiSecurityType)[keyof typeof WifiSecurityType];

/** `WifiScanInfo` of `@ohos.wifiManager`, as far as the declarations have it. */
export interface WifiScanInfo {
  readonly ssid: string;
  readonly bssid: string;
  readonly securityType: WifiSecurityType;
  readonly rssi: number;
  readonly frequency: number;
}

/** `ConnState` of `@ohos.wifiManager`, as far as the library needs it. */
export const ConnState = { CONNECTED: 4 } as const;

const LINK: WifiLinkedInfo = {
  ssid: 'host-module',
  bssid: '02:00:00:00:00:01',
  rssi: -50,
  frequency: 5180,
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
