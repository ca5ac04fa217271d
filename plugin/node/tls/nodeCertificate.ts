import { Buffer } from 'buffer';
import { createHash } from '../shims/crypto/Hash.ts';
import { type Certificate, type NamePart, readCertificate } from 'taro-harmony-socket/library';

/** A name as Node has it: several parts of one type are an array. */
export type NodeName = Record<string, string | string[]>;

/** A certificate as Node has it, without what its key tells. */
export interface NodeCertificate {
  subject: NodeName;
  issuer: NodeName;
  subjectaltname: string | undefined;
  ca: boolean;
  /** `Nov 26 20:00:00 2026 GMT` */
  valid_from: string;
  valid_to: string;
  serialNumber: string;
  fingerprint: string;
  fingerprint256: string;
  fingerprint512: string;
  raw: Buffer;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function nodeName(parts: readonly NamePart[]): NodeName {
  const name = Object.create(null) as NodeName;
  for (const { type, value } of parts) {
    const known = name[type];
    name[type] = known === undefined ? value : [known, value].flat();
  }
  return name;
}

/** As OpenSSL prints times. */
function nodeTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  const two = (value: number, fill: string): string => String(value).padStart(2, fill);
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map((each) => two(each, '0'));
  const month = MONTHS[date.getUTCMonth()] ?? '';
  return `${month} ${two(date.getUTCDate(), ' ')} ${time.join(':')} ${date.getUTCFullYear()} GMT`;
}

function fingerprint(algorithm: string, raw: Buffer): string {
  const digest = createHash(algorithm).update(raw).digest('hex').toUpperCase();
  return digest.match(/../g)?.join(':') ?? '';
}

function alternativeNames({ dnsNames, ipAddresses }: Certificate): string | undefined {
  const names = [
    ...dnsNames.map((name) => `DNS:${/[",\\]/.test(name) ? JSON.stringify(name) : name}`),
    ...ipAddresses.map((address) => `IP Address:${address.toUpperCase()}`)
  ];
  return names.length > 0 ? names.join(', ') : undefined;
}

function read(der: Uint8Array): Certificate | undefined {
  try {
    return readCertificate(der);
  } catch {
    // Of which the handshake has told.
    return undefined;
  }
}

/** @param der undefined where there is no certificate @returns undefined then, and for one that cannot be read */
export function nodeCertificate(der: Uint8Array | undefined): NodeCertificate | undefined {
  const certificate = der === undefined ? undefined : read(der);
  if (der === undefined || certificate === undefined) return undefined;
  const raw = Buffer.from(der);
  return {
    subject: nodeName(certificate.subject),
    issuer: nodeName(certificate.issuer),
    subjectaltname: alternativeNames(certificate),
    ca: certificate.isAuthority,
    valid_from: nodeTime(certificate.notBefore),
    valid_to: nodeTime(certificate.notAfter),
    serialNumber: certificate.serialNumber.replace(/^(?:00)+(?=..)/, ''),
    fingerprint: fingerprint('sha1', raw),
    fingerprint256: fingerprint('sha256', raw),
    fingerprint512: fingerprint('sha512', raw),
    raw
  };
}
