// The group of functions for the local network, in a build that has them of this package.
export { getLocalIPAddress } from '../../library/src/main/ets/wechat/network/getLocalIPAddress.ets';
export { getConnectedWifi, startWifi, stopWifi } from '../../library/src/main/ets/wechat/network/wifi.ets';

/** Whether it is this package's. */
export const isProvided = true as boolean;
