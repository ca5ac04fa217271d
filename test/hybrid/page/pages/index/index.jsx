import { View } from '@tarojs/components';
import Taro, {
  canIUse,
  connectSocket,
  createTCPSocket,
  createUDPSocket,
  getConnectedWifi,
  getLocalIPAddress,
  startLocalServiceDiscovery
} from '@tarojs/taro';
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
  namedNeighbours: { connectSocket, getConnectedWifi, getLocalIPAddress, startLocalServiceDiscovery },
  neighbours: {
    // Babel makes imports by name of these.
    connectSocket: (...given) => Taro.connectSocket(...given),
    onSocketOpen: (...given) => Taro.onSocketOpen(...given),
    onSocketMessage: (...given) => Taro.onSocketMessage(...given),
    onSocketClose: (...given) => Taro.onSocketClose(...given),
    sendSocketMessage: (...given) => Taro.sendSocketMessage(...given),
    closeSocket: (...given) => Taro.closeSocket(...given),
    getLocalIPAddress: (...given) => Taro.getLocalIPAddress(...given),
    startWifi: (...given) => Taro.startWifi(...given),
    stopWifi: (...given) => Taro.stopWifi(...given),
    getConnectedWifi: (...given) => Taro.getConnectedWifi(...given),
    onLocalServiceFound: (...given) => Taro.onLocalServiceFound(...given),
    onLocalServiceLost: (...given) => Taro.onLocalServiceLost(...given),
    onLocalServiceResolveFail: (...given) => Taro.onLocalServiceResolveFail(...given),
    onLocalServiceDiscoveryStop: (...given) => Taro.onLocalServiceDiscoveryStop(...given),
    startLocalServiceDiscovery: (...given) => Taro.startLocalServiceDiscovery(...given),
    stopLocalServiceDiscovery: (...given) => Taro.stopLocalServiceDiscovery(...given)
  },
  // Babel does not see through this one: it is the default export as it is.
  taro: [Taro][0],
  canIUse: {
    inTheBuild: [
      Taro.canIUse('createUDPSocket'),
      canIUse('createTCPSocket'),
      Taro.canIUse('UDPSocket.bind'),
      Taro.canIUse('createUDPSocket.nonsense'),
      Taro.canIUse('startLocalServiceDiscovery'),
      Taro.canIUse('connectSocket.object.protocols')
    ],
    inThePage: (name) => [canIUse][0](name)
  }
};

export default function Index() {
  return <View>ready</View>;
}
