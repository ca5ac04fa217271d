import { View } from '@tarojs/components';
import Taro, { canIUse, createTCPSocket, createUDPSocket } from '@tarojs/taro';
import * as socketPackage from 'taro-harmony-socket';
import { watch } from '../../watch';

// Each way in which apps reach the sockets, for the tests.
window.app = {
  watch,
  byDefaultImport: {
    createUDPSocket: (...given) => Taro.createUDPSocket(...given),
    createTCPSocket: (...given) => Taro.createTCPSocket(...given)
  },
  byName: { createUDPSocket, createTCPSocket },
  byPackage: socketPackage,
  // Babel does not see through this one: it is the default export as it is.
  taro: [Taro][0],
  canIUse: {
    inTheBuild: [
      Taro.canIUse('createUDPSocket'),
      canIUse('createTCPSocket'),
      Taro.canIUse('UDPSocket.bind'),
      Taro.canIUse('createUDPSocket.nonsense')
    ],
    inThePage: (name) => [canIUse][0](name)
  }
};

export default function Index() {
  return <View>ready</View>;
}
