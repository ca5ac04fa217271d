import tls from 'node:tls';
import { booleanOption, objectOption, type Options, stringOption } from '../socket/arguments.ts';
import { traits } from '../socket/release.ts';

const FIRST_CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/;

/** What the options of a connection say, as the module reads them. */
export interface SecureOptions {
  readonly context: tls.SecureContextOptions;
  readonly ca: readonly string[];
  readonly skipsValidation: boolean;
  readonly asksForCertificate: boolean;
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.map((each) => (typeof each === 'string' ? each : '')) : [];
}

/** Of each text only the first certificate counts. @throws Error where there is none */
function firstCertificate(text: string): string {
  const [found] = FIRST_CERTIFICATE.exec(text) ?? [];
  if (found === undefined) throw new Error('no certificate');
  return found;
}

/** A certificate chain: an array counts from 6.1 on; a text that is none counts for nothing, and so does the key then. */
function localChain(options: Options): string | undefined {
  const given = traits.tlsTakesCertificateChains ? texts(options.cert) : texts(options.cert).slice(0, 1);
  const [leaf] = given;
  if (leaf === undefined || !FIRST_CERTIFICATE.test(leaf)) return undefined;
  return given.map(firstCertificate).join('\n');
}

/** The versions; a word that is none makes the range empty. */
function versions(options: Options): { minVersion: tls.SecureVersion; maxVersion: tls.SecureVersion } {
  const given = texts(options.protocols);
  if (given.length === 0) return { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' };
  const has12 = given.includes('TLSv1.2');
  const has13 = given.includes('TLSv1.3');
  if (!has12 && !has13) return { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.2' };
  return { minVersion: has12 ? 'TLSv1.2' : 'TLSv1.3', maxVersion: has13 ? 'TLSv1.3' : 'TLSv1.2' };
}

/** Reads the options of `connect` and `listen`. ALPN and `useRemoteCipherPrefer` are read and forgotten. @throws Error */
export function readSecureOptions(options: Options): SecureOptions {
  const secure = objectOption(options, 'secureOptions') ?? {};
  const ca = texts(secure.ca).map(firstCertificate);
  const cert = localChain(secure);
  const key = stringOption(secure, 'key');
  const ciphers = stringOption(secure, 'cipherSuite');
  const sigalgs = stringOption(secure, 'signatureAlgorithms');
  const context: tls.SecureContextOptions = { ...versions(secure) };
  if (cert !== undefined && key !== '') {
    context.cert = cert;
    context.key = key;
    const passphrase = stringOption(secure, 'password');
    if (passphrase !== '') context.passphrase = passphrase;
  }
  if (ciphers !== '') context.ciphers = completeCiphers(ciphers);
  if (sigalgs !== '') context.sigalgs = sigalgs;
  return {
    context,
    ca,
    skipsValidation: booleanOption(options, 'skipRemoteValidation'),
    asksForCertificate: booleanOption(secure, 'isBidirectionalAuthentication') && context.cert !== undefined
  };
}

/** A list of names of one version leaves those of the other as they are. */
function completeCiphers(list: string): string {
  const names = list.split(':');
  const isOf13 = (name: string): boolean => name.startsWith('TLS_');
  if (!names.some(isOf13))
    return `TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:${list}`;
  return names.every(isOf13) ? `${list}:${tls.DEFAULT_CIPHERS}` : list;
}

/** The highest version that is allowed: what `getProtocol` answers, whatever was negotiated. */
export function highestVersion(options: SecureOptions | undefined): string {
  return options?.context.maxVersion ?? 'TLSv1.3';
}
