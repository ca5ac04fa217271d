import { Buffer } from 'buffer';
import { secureSettings, type SecureSettings, type TLSOption } from 'taro-harmony-socket/library';
import { invalidArgType } from '../shared/errors.ts';
import { validateNumber, validateString } from '../shared/validators.ts';
import { unavailable } from '../net/netErrors.ts';
import { nodeCertificate, type NodeCertificate } from './nodeCertificate.ts';
import { optionError } from './tlsErrors.ts';

export type CheckServerIdentity = (host: string, certificate: NodeCertificate) => Error | undefined;

/** Options of Node's `tls` that count here; those that cannot be had are refused by name. */
export type SecureOptions = Record<string, unknown>;

/** Options that are PEM: where anything falsy counts as absent, in a list, too. The key is another: it may have a passphrase. */
const PEM_NAMES = ['ca', 'cert'];
const TEXT_NAMES = [
  'passphrase',
  'servername',
  'minVersion',
  'maxVersion',
  'ciphers',
  'sigalgs',
  'ecdhCurve'
];
/** What the library has words for besides, with those that it refuses. */
const OTHER_NAMES = [
  'ALPNProtocols',
  'session',
  'ticketKeys',
  'sessionTimeout',
  'pfx',
  'crl',
  'dhparam',
  'secureProtocol',
  'pskCallback',
  'SNICallback',
  'secureOptions',
  'clientCertEngine',
  'privateKeyEngine',
  'privateKeyIdentifier',
  'requestOCSP'
];
/** What counts where the options have no version; programs may set it. */
export const defaultVersions = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' };
const NUMBER_NAMES = ['handshakeTimeout', 'sessionTimeout'];

function checkTypes(options: SecureOptions): void {
  for (const name of TEXT_NAMES) {
    if (isGiven(options[name])) validateString(options[name], `options.${name}`);
  }
  for (const name of NUMBER_NAMES) {
    if (isGiven(options[name])) validateNumber(options[name], `options.${name}`);
  }
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** @returns undefined for nothing */
function pemOf(value: unknown, name: string): string | string[] | undefined {
  if (Array.isArray(value)) {
    const texts = value.flatMap((each) => pemOf(each, name) ?? []);
    return texts.length > 0 ? texts : undefined;
  }
  if (!value) return undefined;
  if (ArrayBuffer.isView(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString();
  if (typeof value === 'string') return value;
  throw invalidArgType(`options.${name}`, ['string', 'Buffer', 'TypedArray', 'DataView'], value);
}

/** A key may come with its passphrase, and in a list of one. */
function keyOf(options: SecureOptions): { key?: unknown; passphrase?: unknown } {
  const { key, passphrase } = options;
  const list: readonly unknown[] = Array.isArray(key) ? key : [key];
  if (list.length > 1) throw unavailable('more than one key', 'the system has one for all names');
  const [first] = list;
  const own = first as { pem?: unknown; passphrase?: unknown } | null | undefined;
  return typeof own === 'object' && own !== null && 'pem' in own
    ? { key: pemOf(own.pem, 'key'), passphrase: own.passphrase ?? passphrase }
    : { key: pemOf(first, 'key'), passphrase };
}

/** Whether a list has what servers speak to those who send none: proxies' agents and undici always give one, and may be answered so. */
function takesHttp1(protocols: unknown): boolean {
  return Array.isArray(protocols) && protocols.includes('http/1.1');
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
  checkTypes(options);
  const option: Record<string, unknown> = { ...defaultVersions };
  for (const name of PEM_NAMES) option[name] = pemOf(options[name], name);
  for (const name of TEXT_NAMES) {
    if (isGiven(options[name])) option[name] = options[name];
  }
  for (const name of OTHER_NAMES) {
    if (options[name]) option[name] = options[name];
  }
  if (takesHttp1(options.ALPNProtocols)) delete option.ALPNProtocols;
  Object.assign(option, keyOf(options));
  // Any value but false verifies, as in Node.
  option.rejectUnauthorized = options.rejectUnauthorized !== false;
  const settings = checked(option);
  if (check === undefined) return settings;
  const checkIdentity: SecureSettings['checkIdentity'] = (host, _certificate, der) => {
    const certificate = nodeCertificate(der);
    if (certificate === undefined) return 'no certificate';
    return check(host, certificate) ? 'refused by checkServerIdentity' : undefined;
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
