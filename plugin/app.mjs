// What app code gets from `import … from 'taro-harmony-socket'` on platforms other than Harmony: Taro's own sockets.
import Taro from '@tarojs/taro';

export const createUDPSocket = (...args) => Taro.createUDPSocket(...args);
export const createTCPSocket = (...args) => Taro.createTCPSocket(...args);
