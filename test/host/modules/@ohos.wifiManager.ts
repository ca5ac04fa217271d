import { permissions } from '../network/permissions.ts';
import { answerLater, callbackIn, type Outcome } from '../network/systemCall.ts';
import {
  ConnState,
  wifi,
  type WifiLinkedInfo,
  type WifiScanInfo,
  WifiSecurityType
} from '../network/wifi.ts';

type ConnectionListener = (state: number) => void;

const CONNECTION_CHANGE = 'wifiConnectionChange';
const listeners = new Map<ConnectionListener, () => void>();

/** Codes and texts of the module's reference page; "off" and "not linked" are told apart as it tells them. */
const REFUSALS = {
  permissionDenied: { code: 201, message: 'Permission denied.' },
  notLinked: { code: 2501000, message: 'Operation failed.' },
  turnedOff: { code: 2501001, message: 'Wi-Fi STA disabled.' }
} as const;

function findLinkedInfo(): Outcome<WifiLinkedInfo> {
  if (!permissions.has('ohos.permission.GET_WIFI_INFO')) return { failure: REFUSALS.permissionDenied };
  if (!wifi.isActive) return { failure: REFUSALS.turnedOff };
  return wifi.link === undefined ? { failure: REFUSALS.notLinked } : { value: wifi.link };
}

/** Stands in for `@ohos.wifiManager` on Node; tests set the Wi-Fi through `test/host/control.ts`. */
const wifiManager = {
  isWifiActive: (): boolean => wifi.isActive,
  isConnected: (): boolean => wifi.link !== undefined,
  getLinkedInfo: (callback?: unknown) => answerLater(callbackIn<WifiLinkedInfo>(callback), findLinkedInfo),
  getScanInfoList(): WifiScanInfo[] {
    if (permissions.has('ohos.permission.GET_WIFI_INFO')) return wifi.scan;
    throw Object.assign(new Error(REFUSALS.permissionDenied.message), { code: 201 });
  },
  on(type: string, listener: ConnectionListener): void {
    if (type !== CONNECTION_CHANGE || listeners.has(listener)) return;
    listeners.set(
      listener,
      wifi.observe((isConnected) => listener(isConnected ? 1 : 0))
    );
  },
  off(type: string, listener?: ConnectionListener): void {
    if (type !== CONNECTION_CHANGE) return;
    for (const [known, stop] of listeners) {
      if (listener !== undefined && known !== listener) continue;
      stop();
      listeners.delete(known);
    }
  },
  ConnState,
  WifiSecurityType
};

export default wifiManager;
