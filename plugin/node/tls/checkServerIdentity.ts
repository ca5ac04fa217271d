import { identityMismatch } from 'taro-harmony-socket/library';
import { altNameInvalid } from './tlsErrors.ts';
import type { NodeCertificate } from './nodeCertificate.ts';

/** The parts of a `subjectaltname`; names with a comma are in quotation marks. */
const PART = /(?:^|, )(DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g;

function namesOf(text: string, kind: string): string[] {
  return Array.from(text.matchAll(PART))
    .filter(([, type]) => type === kind)
    .map(([, , value = '']) => (value.startsWith('"') ? (JSON.parse(value) as string) : value));
}

/**
 * Whether a certificate is the host's, by RFC 9525: the common name never counts, which it does for Node where there is no
 * subjectAltName.
 *
 * @returns an error if it is not
 */
export function checkServerIdentity(host: string, cert: Partial<NodeCertificate>): Error | undefined {
  const names = cert.subjectaltname ?? '';
  const mismatch = identityMismatch(String(host), {
    subject: [{ type: 'CN', value: String(cert.subject?.CN ?? '') }],
    issuer: [],
    isSelfIssued: false,
    notBefore: 0,
    notAfter: 0,
    serialNumber: '',
    dnsNames: namesOf(names, 'DNS'),
    ipAddresses: namesOf(names, 'IP Address').map((address) => address.toLowerCase()),
    isAuthority: false
  });
  return mismatch === undefined ? undefined : altNameInvalid(host, mismatch, cert as NodeCertificate);
}
