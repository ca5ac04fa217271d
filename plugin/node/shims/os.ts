import os from 'os-browserify/browser.js';
import { deviceName } from 'taro-harmony-socket/library/device';
import { PLATFORM } from '../shared/platform.ts';
import { errnoNumbers } from '../shared/systemErrors.ts';
import { networkInterfaces } from './os/networkInterfaces.ts';

/** What may not be in the name of a host: mail servers refuse who greets them with it. */
const NOT_IN_NAMES = /[^A-Za-z0-9.-]+/g;

/** A polyfill that knows nothing of the system, with its networks and its name. */
export default Object.assign(os, {
  constants: { errno: errnoNumbers(), signals: {}, priority: {}, dlopen: {}, UV_UDP_REUSEADDR: 4 },
  // The system tells apps no host name: it is the model's, or the name of whoever asks.
  hostname: () => deviceName().replace(NOT_IN_NAMES, '-').replace(/^-|-$/g, '') || 'localhost',
  networkInterfaces,
  getNetworkInterfaces: networkInterfaces,
  platform: () => PLATFORM,
  type: () => 'HarmonyOS'
});
