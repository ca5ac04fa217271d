import nullSocket from './nullSocket.ts';

/** Takes the place of `contenders/nativeModule.ts` in the bundle. */
export const nativeModule = nullSocket;
