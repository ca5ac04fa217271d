/**
 * What app code imports from `'taro-harmony-socket'`: on Harmony the library itself, on other platforms Taro's own
 * `createUDPSocket` and `createTCPSocket` and nothing else. The plugin's options are in
 * `'taro-harmony-socket/types/plugin'`.
 */
export * from '../dist/library/Index';
