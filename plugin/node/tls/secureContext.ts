import { Buffer } from 'buffer';
import { secureSettings, type SecureSettings, type TLSOption } from 'taro-harmony-socket/library';
import { invalidArgType } from '../shared/errors.ts';
import { nodeCertificate, type NodeCertificate } from './nodeCertificate.ts';
import { optionError } from './tlsErrors.ts';

export type CheckServerIdentity = (host: string, certificate: NodeCertificate) => Error | undefined;

/** Options of Node's `tls` that count here; those that cannot be had are refused by name. */
export type SecureOptions = Record<string, unknown>;

/** What the library has words for, with those that it refuses. */
const NAMES = [
  'ca',
  'cert',
  'key',
  'passphrase',
  'servername',
  'minVersion',
  'maxVersion',
  'ciphers',
  'sigalgs',
  'rejectUnauthorized',
  'ALPNProtocols',
  'session',
  'ticketKeys',
  'sessionTimeout',
  'pfx',
  'crl',
  'ecdhCurve',
  'dhparam',
  'secureProtocol',
  'pskCallback',
  'SNICallback'
];

function textOf(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((each) => textOf(each, name));
  if (ArrayBuffer.isView(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString();
  return value;
}

/** A key may come with its passphrase, and in a list of one. */
function keyOf(options: SecureOptions): { key?: unknown; passphrase?: unknown } {
  const { key, passphrase } = options;
  const list: readonly unknown[] = Array.isArray(key) ? key : [key];
  if (list.length > 1) throw invalidArgType('options.key', 'string', key);
  const [first] = list;
  if (typeof first !== 'object' || first === null || ArrayBuffer.isView(first)) {
    return { key: textOf(first, 'key'), passphrase };
  }
  const own = first as { pem?: unknown; passphrase?: unknown };
  return { key: textOf(own.pem, 'key'), passphrase: own.passphrase ?? passphrase };
}

/** What a context was made of. */
export class SecureContext {
  /** Node's name of what is behind it. */
  readonly context: SecureOptions;

  constructor(options: SecureOptions) {
    this.context = options;
  }
}

/** @throws an error for what cannot be read or had */
export function createSecureContext(options: SecureOptions = {}): SecureContext {
  settingsOf(options, undefined);
  return new SecureContext({ ...options });
}

/** @throws an error for what cannot be read or had */
export function settingsOf(given: SecureOptions, check: CheckServerIdentity | undefined): SecureSettings {
  const context = given.secureContext instanceof SecureContext ? given.secureContext.context : {};
  const options: SecureOptions = { ...context, ...given };
  const option: Record<string, unknown> = {};
  for (const name of NAMES) {
    if (options[name] !== undefined && options[name] !== null) option[name] = textOf(options[name], name);
  }
  Object.assign(option, keyOf(options));
  // Any value but false verifies, as in Node.
  option.rejectUnauthorized = options.rejectUnauthorized !== false;
  const settings = checked(option);
  if (check === undefined) return settings;
  const checkIdentity: SecureSettings['checkIdentity'] = (host, _certificate, der) => {
    const certificate = nodeCertificate(der);
    return certificate === undefined ? 'no certificate' : check(host, certificate)?.message;
  };
  return { ...settings, checkIdentity };
}

function checked(option: TLSOption): SecureSettings {
  try {
    return secureSettings(option);
  } catch (error) {
    throw optionError(error);
  }
}
