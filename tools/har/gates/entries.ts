import { PACKAGE_FOLDER } from '../archive.ts';
import type { Gate, GateFinding, Har } from './gate.ts';

/** ohpm refuses packages without these or with an empty one. */
const REQUIRED = ['oh-package.json5', 'README.md', 'CHANGELOG.md', 'LICENSE'];

/** Build output, installed packages, tests, and what belongs to a person or a machine. */
const UNWANTED =
  /(?:^|\/)(?:build|oh_modules|node_modules|\.[^/]+|src\/(?:test|ohosTest|mock)|local\.properties|[^/]+\.(?:p12|p7b|cer|pem|key))(?:\/|$)/;

/** With its content: code that reads keys names the line alone. */
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\s|\\[nr])+[A-Za-z0-9+/]/;

/** The archive holds a package, all of it and nothing else. */
export const checkEntries: Gate = (har) => [
  ...foreignEntries(har),
  ...REQUIRED.filter((file) => (har.files.get(file)?.length ?? 0) === 0).map((file) => ({
    file,
    field: 'content',
    value: har.files.has(file) ? 'empty' : 'missing',
    next: 'write it: ohpm refuses packages without it'
  })),
  ...[...har.files.keys()]
    .filter((file) => UNWANTED.test(file))
    .map((file) => ({ file, field: 'path', value: file, next: 'leave it out of the package' })),
  ...[...har.files]
    .filter(([, content]) => PRIVATE_KEY.test(new TextDecoder().decode(content)))
    .map(([file]) => ({
      file,
      field: 'content',
      value: 'a private key',
      next: 'remove it and replace the key'
    }))
];

function foreignEntries(har: Har): GateFinding[] {
  const seen = new Set<string>();
  return har.entries.flatMap(({ path, type }) => {
    const finding = (field: string, value: string, next: string): GateFinding => ({
      file: path,
      field,
      value,
      next
    });
    const findings: GateFinding[] = [];
    if (type !== 'file' && type !== 'directory')
      findings.push(finding('type', type, 'pack files and folders only'));
    if (!path.startsWith(PACKAGE_FOLDER) && `${path}/` !== PACKAGE_FOLDER) {
      findings.push(finding('path', path, `move it below ${PACKAGE_FOLDER}`));
    }
    if (path.split('/').includes('..')) findings.push(finding('path', path, 'write it without ".."'));
    if (seen.size === seen.add(path).size) findings.push(finding('path', path, 'pack it once'));
    return findings;
  });
}
