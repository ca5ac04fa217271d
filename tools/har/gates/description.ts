import ts from 'typescript';
import { MANIFEST, isObject, show } from '../manifest.ts';
import type { Gate, GateFinding, Har } from './gate.ts';

const NAME_LENGTH = 128;
const NAME = /^(?:@([a-z](?:[a-z0-9_-]*[a-z0-9])?)\/)?([a-z](?:[a-z0-9._-]*[a-z0-9])?)$/;
const NUMBER = '(?:0|[1-9]\\d*)';
const VERSION = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`);
const DESCRIPTION_LENGTHS = { least: 30, most: 512 };
const AUTHOR = /^[\p{Script=Han}A-Za-z0-9._ -]+$/u;
const LINKS = ['homepage', 'repository'];

/** The fields of the manifest that describe the package to people. */
export const checkDescription: Gate = (har) => {
  const { name, version, description, author, keywords } = har.manifest;
  const findings: GateFinding[] = [];
  const demand = (field: string, holds: boolean, next: string): void => {
    if (!holds) findings.push({ file: MANIFEST, field, value: show(har.manifest[field]), next });
  };
  demand(
    'name',
    isPackageName(name),
    `at most ${NAME_LENGTH} of a-z, 0-9, ".", "-" and "_", with a letter first and a letter or digit last, and no ` +
      'keyword; "@group/" may stand before it'
  );
  demand(
    'version',
    typeof version === 'string' && VERSION.test(version),
    'give it three parts, such as 1.0.0'
  );
  const { least, most } = DESCRIPTION_LENGTHS;
  const length = typeof description === 'string' ? description.length : 0;
  demand(
    'description',
    length >= least && length <= most,
    `describe the package in ${least} to ${most} characters`
  );
  demand('author', isAuthor(author), 'name one, in letters, digits, spaces, ".", "-" and "_"');
  demand('keywords', isListOfTexts(keywords), 'list words that people search for');
  for (const field of LINKS) {
    const link = har.manifest[field];
    demand(
      field,
      link === undefined || isPublicLink(link),
      'give an address that anyone can open, or leave it out'
    );
  }
  return [...findings, ...checkMain(har)];
};

function isPackageName(name: unknown): boolean {
  const parts =
    typeof name === 'string' && name.length <= NAME_LENGTH ? NAME.exec(name)?.slice(1) : undefined;
  return parts !== undefined && !parts.some(isReservedWord);
}

function isReservedWord(word: string | undefined): boolean {
  if (word === undefined) return false;
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, word);
  const kind = scanner.scan();
  const reserved = kind >= ts.SyntaxKind.FirstReservedWord && kind <= ts.SyntaxKind.LastFutureReservedWord;
  return reserved && scanner.getTokenText() === word;
}

function isAuthor(author: unknown): boolean {
  const name = isObject(author) ? author.name : author;
  return typeof name === 'string' && AUTHOR.test(name.replace(/\s*[<(].*$/, ''));
}

function isListOfTexts(list: unknown): boolean {
  return (
    Array.isArray(list) && list.length > 0 && list.every((each) => typeof each === 'string' && each !== '')
  );
}

/** An address as the review can open it. Whether it does open is not known here. */
function isPublicLink(link: unknown): boolean {
  return typeof link === 'string' && /^https?:\/\/[^/]+\.[^/]+\/?/.test(link);
}

function checkMain({ manifest: { main, types, artifactType }, files }: Har): GateFinding[] {
  const findings: GateFinding[] = [];
  if (typeof main !== 'string' || !files.has(main)) {
    findings.push({
      file: MANIFEST,
      field: 'main',
      value: show(main),
      next: 'name the file that apps import'
    });
  }
  const declared = typeof types === 'string' && /\.d\.e?ts$/.test(types) && files.has(types);
  if (!declared && (types !== undefined || artifactType === 'obfuscation')) {
    findings.push({
      file: MANIFEST,
      field: 'types',
      value: show(types),
      next: 'name a .d.ts or .d.ets file that is there'
    });
  }
  return findings;
}
