import type socket from '@ohos.net.socket';
import path from 'node:path';

/** The module that the library itself talks to: the host module, or the one that OHOS_NET_SOCKET names. */
const source = process.env.OHOS_NET_SOCKET
  ? '../../../test/host/loader/nativeSocket.ts'
  : '../../../test/host/modules/@ohos.net.socket.ts';

/** `@ohos.net.socket` as the library gets it. */
export const nativeModule = ((await import(source)) as { default: typeof socket }).default;

/** What it is, for the report. */
export const nativeModuleName = process.env.OHOS_NET_SOCKET
  ? path.basename(process.env.OHOS_NET_SOCKET)
  : `host module, playing OpenHarmony ${process.env.OHOS_RELEASE ?? '7.0'}`;

/** Whether it is not the host module. */
export const isForeignModule = Boolean(process.env.OHOS_NET_SOCKET);
