import { CONTROL_TRIES } from './controlTries.ts';
import { DEVICE_TRIES } from './deviceTries.ts';
import { NET_TRIES } from './netTries.ts';
import { SERVER_TRIES } from './serverTries.ts';
import { STORE_TRIES } from './storeTries.ts';
import type { Try } from './try.ts';
import { WEB_TRIES } from './webTries.ts';

/** All of them. */
export const TRIES: readonly Try[] = [
  ...SERVER_TRIES,
  ...STORE_TRIES,
  ...NET_TRIES,
  ...WEB_TRIES,
  ...DEVICE_TRIES,
  ...CONTROL_TRIES
];
