import os from 'os-browserify/browser.js';
import { errnoNumbers } from '../shared/systemErrors.ts';

/** Node's name for this system. */
export const PLATFORM = 'openharmony';

/** The polyfill knows nothing of the system, so it has no network interfaces: clients need theirs as an option. */
export default Object.assign(os, {
  constants: { errno: errnoNumbers(), signals: {}, priority: {}, dlopen: {}, UV_UDP_REUSEADDR: 4 },
  platform: () => PLATFORM,
  type: () => 'HarmonyOS'
});
