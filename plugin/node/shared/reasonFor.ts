import { hasNativeCompanion } from 'taro-harmony-socket/library';
import { systemErrorName } from './systemErrors.ts';

/** What a Harmony app has to know beyond the error's code; `''` where that tells all. */
export function reasonFor(errno: number): string {
  switch (systemErrorName(errno)) {
    case 'EPERM':
      return "the system refuses; an app needs ohos.permission.INTERNET in its entry module's module.json5";
    case 'ENOTSUP':
      return hasNativeCompanion()
        ? ''
        : "@ohos.net.socket cannot do this; it needs taro-harmony-socket's native companion, which this app does not have";
    default:
      return '';
  }
}
