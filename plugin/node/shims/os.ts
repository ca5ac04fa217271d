import os from 'os-browserify/browser.js';

/** Node's name for this system. */
export const PLATFORM = 'openharmony';

/** The polyfill knows nothing of the system, so it has no network interfaces: clients need theirs as an option. */
export default Object.assign(os, { platform: () => PLATFORM, type: () => 'HarmonyOS' });
