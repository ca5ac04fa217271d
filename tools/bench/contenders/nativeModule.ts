import type socket from '@ohos.net.socket';

/** The module that the library itself talks to: the host module, or the one that OHOS_NET_SOCKET names. */
const source = process.env.OHOS_NET_SOCKET
  ? '../../../test/host/loader/nativeSocket.ts'
  : '../../../test/host/modules/@ohos.net.socket.ts';

export default ((await import(source)) as { default: typeof socket }).default;
