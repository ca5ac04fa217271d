import { invalidArgType, invalidArgValue } from '../shared/errors.ts';
import { replacedLookUp } from '../shared/replacedLookUp.ts';
import { validateFunction, validateNumber, validatePort, validateString } from '../shared/validators.ts';
import {
  getDefaultAutoSelectFamily,
  getDefaultAutoSelectFamilyAttemptTimeout,
  requireAttemptTimeout,
  requireBoolean
} from './autoSelectFamily.ts';
import { isIP } from './ipAddress.ts';
import { type LookUp, lookUp, type LookUpOptions } from './lookUp.ts';
import { invalidIpAddress, missingPort, unavailable } from './netErrors.ts';

/** Where to connect, and how: validated. */
export interface ConnectOptions {
  host: string;
  port: number;
  /** As it was given. */
  family: LookUpOptions['family'];
  hints: number;
  lookup: LookUp;
  localAddress: string | undefined;
  localPort: number | undefined;
  autoSelectFamily: boolean;
  /** Milliseconds. */
  attemptTimeout: number;
}

function requirePort(value: unknown): number {
  if (typeof value !== 'number' && typeof value !== 'string') {
    throw invalidArgType('options.port', ['number', 'string'], value);
  }
  return validatePort(value, 'Port', true);
}

/** AI_ADDRCONFIG, AI_V4MAPPED and AI_ALL of getaddrinfo(3). */
const HINTS = 0x20 | 0x08 | 0x10;

function requireHints(value: unknown): number {
  const hints = Number(value ?? 0);
  if ((hints & ~HINTS) !== 0) throw invalidArgValue('hints', hints, 'is invalid');
  return hints;
}

/** What `connect` was given in its options. @throws as Node does, and for paths */
export function connectOptions(options: Record<string, unknown>): ConnectOptions {
  const {
    host,
    port,
    path,
    lookup,
    localAddress,
    localPort,
    autoSelectFamily,
    autoSelectFamilyAttemptTimeout
  } = options;
  if (path) {
    validateString(path, 'options.path');
    throw unavailable('options.path', 'HarmonyOS has no IPC sockets for it; connect to a port');
  }
  if (port === undefined) throw missingPort();
  if (localAddress && isIP(localAddress) === 0) throw invalidIpAddress(localAddress);
  const local = localPort || 0;
  validateNumber(local, 'options.localPort');
  const checkedPort = requirePort(port);
  const isAuto =
    autoSelectFamily === undefined || autoSelectFamily === null
      ? getDefaultAutoSelectFamily()
      : requireBoolean(autoSelectFamily, 'options.autoSelectFamily');
  const attemptTimeout =
    autoSelectFamilyAttemptTimeout === undefined || autoSelectFamilyAttemptTimeout === null
      ? getDefaultAutoSelectFamilyAttemptTimeout()
      : requireAttemptTimeout(autoSelectFamilyAttemptTimeout, 'options.autoSelectFamilyAttemptTimeout');
  const name = host || 'localhost';
  validateString(name, 'hostname');
  // As Node, which looks at what only look-ups need when there is a name.
  const isName = isIP(name) === 0;
  if (isName && lookup !== undefined && lookup !== null) validateFunction(lookup, 'options.lookup');
  return {
    host: name,
    port: checkedPort,
    family: options.family as LookUpOptions['family'],
    hints: isName ? requireHints(options.hints) : 0,
    lookup: typeof lookup === 'function' ? (lookup as LookUp) : (replacedLookUp() ?? lookUp),
    localAddress: localAddress ? (localAddress as string) : undefined,
    localPort: local === 0 ? undefined : local,
    autoSelectFamily: isAuto,
    attemptTimeout
  };
}
