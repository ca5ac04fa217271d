import { hasNativeCompanion } from 'taro-harmony-socket/library';
import { errnoOf } from './systemErrors.ts';

const NOT_SUPPORTED = errnoOf('ENOTSUP');

/** What to add to an error whose reason is that the app has no native companion; `''` for all others. */
export function needsCompanion(errno: number): string {
  return errno === NOT_SUPPORTED && !hasNativeCompanion()
    ? "@ohos.net.socket cannot do this: it needs taro-harmony-socket's native companion, which this app does not have"
    : '';
}
