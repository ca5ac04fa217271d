import nullSocket from './nullSocket.ts';

/** Takes the place of `contenders/nativeModule.ts` in the bundle, and of modules that nothing there uses. */
export const nativeModule = nullSocket;

export default nativeModule;
