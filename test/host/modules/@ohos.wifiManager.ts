import { permissions } from '../network/permissions.ts';
import { answerLater, type Outcome, orThrow } from '../network/systemCall.ts';
import {
  ConnState,
  wifi,
  type WifiLinkedInfo,
  type WifiScanInfo,
  WifiSecurityType
} from '../network/wifi.ts';

/** Codes and texts of the module's reference page; "off" and "not linked" are told apart as it tells them. */
const REFUSALS = {
  permissionDenied: { code: 201, message: 'Permission denied.' },
  notLinked: { code: 2501000, message: 'Operation failed.' },
  turnedOff: { code: 2501001, message: 'Wi-Fi STA disabled.' }
} as const;

function permitted<T>(find: () => Outcome<T>): Outcome<T> {
  return permissions.has('ohos.permission.GET_WIFI_INFO') ? find() : { failure: REFUSALS.permissionDenied };
}

function findLinkedInfo(): Outcome<WifiLinkedInfo> {
  if (!wifi.isActive) return { failure: REFUSALS.turnedOff };
  return wifi.link === undefined ? { failure: REFUSALS.notLinked } : { value: wifi.link };
}

/** Stands in for `@ohos.wifiManager` on Node, as far as the library uses it; tests set the Wi-Fi through `test/host/control.ts`. */
const wifiManager = {
  getLinkedInfo: (): Promise<WifiLinkedInfo> => answerLater(() => permitted(findLinkedInfo)),
  getScanInfoList: (): WifiScanInfo[] => orThrow(permitted(() => ({ value: wifi.scan }))),
  ConnState,
  WifiSecurityType
};

export default wifiManager;
