import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { webcrypto } from 'node:crypto';

export const { Extension, KeyUsageFlags } = x509;

type KeyPair = webcrypto.CryptoKeyPair;

x509.cryptoProvider.set(webcrypto);

const DAY_MS = 24 * 60 * 60 * 1000;
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048
};

/** How a certificate is made; without anything for nobody, valid from yesterday until tomorrow, with an ECDSA key. */
export interface CertificateWish {
  /** The common name. */
  readonly name?: string;
  readonly dns?: readonly string[];
  readonly ip?: readonly string[];
  readonly emails?: readonly string[];
  readonly uris?: readonly string[];
  /** Days from now. */
  readonly from?: number;
  readonly until?: number;
  readonly key?: 'ecdsa' | 'rsa';
  readonly isAuthority?: boolean;
  /** For `extKeyUsage`: without it the certificate is for everything. */
  readonly uses?: readonly ('server' | 'client')[];
  /** How many authorities may be below this one; any number when absent. */
  readonly authoritiesBelow?: number;
  /** For `keyUsage`: of an authority, to sign others, when absent; of others everything. */
  readonly keyUsage?: x509.KeyUsageFlags;
  /** Extensions besides. */
  readonly extensions?: readonly x509.Extension[];
  /** What the signature is made with; SHA-256 when absent. */
  readonly hash?: 'SHA-1';
}

/** A certificate with its key, and what has issued it. */
export class Identity {
  /** PEM. */
  readonly cert: string;
  /** PKCS#8 as PEM. */
  readonly key: string;
  readonly certificate: x509.X509Certificate;
  readonly #keys: KeyPair;

  constructor(certificate: x509.X509Certificate, keys: KeyPair, key: string) {
    this.certificate = certificate;
    this.cert = `${certificate.toString('pem')}\n`;
    this.key = key;
    this.#keys = keys;
  }

  /** The same with another last octet of its signature. */
  get tampered(): Identity {
    const der = Buffer.from(this.certificate.rawData);
    der[der.length - 1] = (der.at(-1) ?? 0) ^ 1;
    return new Identity(new x509.X509Certificate(der), this.#keys, this.key);
  }

  get der(): Uint8Array {
    return new Uint8Array(this.certificate.rawData);
  }

  /** One that has signed itself. */
  static async selfSigned(wish: CertificateWish): Promise<Identity> {
    return make(wish, undefined);
  }

  /** A certificate authority of its own. */
  static async authority(name: string, key: 'ecdsa' | 'rsa' = 'ecdsa'): Promise<Identity> {
    return make({ name, isAuthority: true, key, until: 30 }, undefined);
  }

  async issue(wish: CertificateWish): Promise<Identity> {
    return make(wish, this);
  }

  get signingKey(): webcrypto.CryptoKey {
    return this.#keys.privateKey;
  }
}

let lastSerial = 0;

async function make(wish: CertificateWish, issuer: Identity | undefined): Promise<Identity> {
  const algorithm = wish.key === 'rsa' ? RSA : ECDSA;
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  lastSerial += 1;
  const subject = wish.name === undefined ? '' : `CN=${wish.name}`;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: lastSerial.toString(16).padStart(4, '0'),
    subject,
    issuer: issuer?.certificate.subject ?? subject,
    notBefore: new Date(Date.now() + (wish.from ?? -1) * DAY_MS),
    notAfter: new Date(Date.now() + (wish.until ?? 1) * DAY_MS),
    signingAlgorithm: { ...(issuer?.signingKey.algorithm ?? algorithm), hash: wish.hash ?? 'SHA-256' },
    publicKey: keys.publicKey,
    signingKey: issuer?.signingKey ?? keys.privateKey,
    extensions: await extensionsOf(wish, keys)
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return new Identity(certificate, keys, `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`);
}

async function extensionsOf(wish: CertificateWish, keys: KeyPair): Promise<x509.Extension[]> {
  const isAuthority = wish.isAuthority === true;
  const extensions: x509.Extension[] = [
    new x509.BasicConstraintsExtension(isAuthority, wish.authoritiesBelow, true),
    await x509.SubjectKeyIdentifierExtension.create(keys.publicKey)
  ];
  const usage =
    wish.keyUsage ?? (isAuthority ? x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign : 0);
  if (usage !== 0) extensions.push(new x509.KeyUsagesExtension(usage, true));
  const names: x509.JsonGeneralNames = [
    ...(wish.dns ?? []).map((value) => ({ type: 'dns' as const, value })),
    ...(wish.ip ?? []).map((value) => ({ type: 'ip' as const, value })),
    ...(wish.emails ?? []).map((value) => ({ type: 'email' as const, value })),
    ...(wish.uris ?? []).map((value) => ({ type: 'url' as const, value }))
  ];
  if (names.length > 0) extensions.push(new x509.SubjectAlternativeNameExtension(names));
  extensions.push(...(wish.extensions ?? []));
  if (wish.uses !== undefined) {
    const uses = { server: x509.ExtendedKeyUsage.serverAuth, client: x509.ExtendedKeyUsage.clientAuth };
    extensions.push(new x509.ExtendedKeyUsageExtension(wish.uses.map((use) => uses[use])));
  }
  return extensions;
}
