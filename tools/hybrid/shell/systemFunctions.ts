import type { AppFunction } from './MethodChannel.ts';

/** What the shell itself answers, as far as apps of this project ask. */
export const SYSTEM_FUNCTIONS: Readonly<Record<string, AppFunction>> = {
  getAppAuthorizeSetting: () => ({}),
  getAppBaseInfo: () => ({ theme: 'light' }),
  getSystemInfoSync: () => ({ ohosAPILevel: 12 }),
  getSystemSetting: () => ({}),
  getWindowInfo: () => ({ pixelRatio: 2, screenWidth: 390, screenHeight: 844, statusBarHeight: 0 })
};
