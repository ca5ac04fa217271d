import path from 'node:path';
import ts from 'typescript';
import { isObject, MANIFEST } from '../manifest.ts';
import { type Demand, type Gate, type Har, unmet } from './gate.ts';

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
  const { least, most } = DESCRIPTION_LENGTHS;
  const length = typeof description === 'string' ? description.length : 0;
  return unmet([
    [
      'name',
      name,
      isPackageName(name),
      `at most ${NAME_LENGTH} of a-z, 0-9, ".", "-" and "_", with a letter first and a letter or digit last, and no ` +
        'keyword; "@group/" may stand before it'
    ],
    [
      'version',
      version,
      typeof version === 'string' && VERSION.test(version),
      'give it three parts, such as 1.0.0'
    ],
    [
      'description',
      description,
      length >= least && length <= most,
      `describe the package in ${least} to ${most} characters`
    ],
    ['author', author, isAuthor(author), 'name one, in letters, digits, spaces, ".", "-" and "_"'],
    ['keywords', keywords, isListOfTexts(keywords), 'list words that people search for'],
    ...LINKS.map((field): Demand => {
      const link = har.manifest[field];
      const holds = link === undefined || isPublicLink(link);
      return [field, link, holds, 'give an address that anyone can open, or leave it out'];
    }),
    ...demandsOnMain(har)
  ]);
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

function demandsOnMain({ manifest: { main, types, artifactType }, files }: Har): Demand[] {
  const declared = typeof types === 'string' && /\.d\.e?ts$/.test(types) && files.has(types);
  const needed = types !== undefined || artifactType === 'obfuscation';
  return [
    ['main', main, typeof main === 'string' && files.has(main), 'name the file that apps import'],
    ['types', types, declared || !needed, 'name a .d.ts or .d.ets file that is there']
  ];
}

const SDK_TYPES: readonly unknown[] = ['HarmonyOS', 'OpenHarmony'];

/** `12` or `5.0.0(12)`. */
const SDK_VERSION = /^(?:\d+|\d+\.\d+\.\d+\(\d+\))$/;

/** The fields that tell an app's build whether the package fits its SDK; ohpm warns or refuses without them. */
export const checkSdk: Gate = ({ manifest }) => {
  const { compatibleSdkVersion: version, compatibleSdkType: type, obfuscated, artifactType } = manifest;
  return unmet([
    [
      'compatibleSdkVersion',
      version,
      typeof version === 'string' && SDK_VERSION.test(version),
      'give the lowest API level as text, such as "12"'
    ],
    ['compatibleSdkType', type, SDK_TYPES.includes(type), `make it one of ${SDK_TYPES.join(', ')}`],
    ['obfuscated', obfuscated, typeof obfuscated === 'boolean', 'make it true or false'],
    [
      'artifactType',
      artifactType,
      artifactType === 'original' || artifactType === 'obfuscation',
      'make it "original" for sources and "obfuscation" for obfuscated code'
    ]
  ]);
};

const FIELDS = ['dependencies', 'dynamicDependencies'];

/** Versions as ohpm finds them in its repository. */
const PUBLISHED = /^(?:tag:\S+|\*|[\^~]?\d+\.\d+\.\d+\S*|(?:[<>]=?\s*\d\S*\s*)+)$/;

/** Everything that the package depends on comes from the repository or lies in the package itself. */
export const checkDependencies: Gate = ({ manifest, files }) =>
  unmet(
    FIELDS.flatMap((field): Demand[] => {
      const dependencies = manifest[field] ?? {};
      if (!isObject(dependencies)) return [[field, dependencies, false, 'make it an object']];
      return Object.entries(dependencies).map(([name, wanted]) => {
        const next = nextStep(wanted, [...files.keys()]);
        return [`${field}.${name}`, wanted, next === undefined, next ?? ''];
      });
    })
  );

function nextStep(wanted: unknown, files: readonly string[]): string | undefined {
  if (typeof wanted !== 'string') return 'make it a text';
  if (PUBLISHED.test(wanted)) return undefined;
  const local = /^(?:file:)?(\.\.?\/.*)$/.exec(wanted)?.[1];
  if (local === undefined) return 'give a version, such as ^1.0.0';
  if (/\.(?:har|tgz)$/.test(local))
    return 'depend on the published package: ohpm can refuse packages in packages';
  const folder = path.posix.normalize(local).replace(/\/$/, '');
  const holds = files.includes(`${folder}/${MANIFEST}`);
  return holds ? undefined : `give a version, or pack ${folder}/${MANIFEST}`;
}
