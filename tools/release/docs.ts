import JSON5 from 'json5';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { sourceFiles } from '../files.ts';
import type { Mismatch, ReleaseCheck } from './mismatch.ts';
import { projectJson, projectText, releaseVersion } from './projectFile.ts';

type Scripts = Readonly<Record<string, string>>;

/** Folders whose pages may name scripts of their own, with the package.json that has them; the examples' are alike. */
const MANIFESTS = [
  ['plugin/', 'plugin/package.json'],
  ['example/', 'example/package.json'],
  ['examples/', 'examples/printer/package.json']
] as const;

/** Pages that say which HarmonyOS is needed, as `5.0 (API 12)`. */
const API_PAGES = [
  'README.md',
  'README_zh.md',
  'library/README.md',
  'library/README_zh.md',
  'plugin/README.md',
  'plugin/README_zh.md'
];
const NODE = /\b\d+\.\d+\b/g;
const API = /\b(\d+\.\d+(?:\.\d+)?)\s*[（(]API (\d+)[）)]/g;

/** Pages that say which Node is needed, each with the package.json that decides. */
const NODE_PAGES = [
  ['README.md', 'package.json'],
  ['README_zh.md', 'package.json'],
  ['plugin/README.md', 'plugin/package.json'],
  ['plugin/README_zh.md', 'plugin/package.json']
] as const;

const COMMAND = /\bnpm run (?:(?:-s|--silent) )?([a-z][\w:-]*)/g;
const LINK = /\]\((?!https?:|mailto:|#)([^)#\s]+)/g;
/** A version of this package: in a file's name, behind an @, or as a dependency. */
const OWN_VERSION =
  /taro-harmony-socket(?:-(\d+\.\d+\.\d+)\.(?:har|tgz)|@(\d+\.\d+\.\d+)|["']\s*:\s*["'][\^~]?(\d+\.\d+\.\d+))/g;

/** What the documentation says of commands, files and versions holds. */
export const checkDocs: ReleaseCheck = (root) => {
  const pages = sourceFiles(root, (file) => file.endsWith('.md')).map((file) => path.relative(root, file));
  return [
    ...pages.flatMap((page) => [
      ...checkCommands(root, page),
      ...checkLinks(root, page),
      ...checkOwnVersion(root, page)
    ]),
    ...API_PAGES.flatMap((page) => checkApi(root, page)),
    ...NODE_PAGES.flatMap(([page, manifest]) => checkNode(root, page, manifest)),
    ...['plugin/README.md', 'plugin/README_zh.md'].flatMap((page) => checkVersionTable(root, page))
  ];
};

function checkCommands(root: string, file: string): Mismatch[] {
  const own = MANIFESTS.filter(([folder]) => file.startsWith(folder)).map(([, manifest]) => manifest);
  const manifests = ['package.json', ...own];
  const known = new Set(
    manifests.flatMap((each) => Object.keys(projectJson<{ scripts: Scripts }>(root, each).scripts ?? {}))
  );
  return matches(root, file, COMMAND)
    .filter(([, script = '']) => !known.has(script))
    .map(([found]) => ({
      file,
      subject: 'command',
      found,
      expected: `a script of ${manifests.join(' or ')}`,
      next: 'correct the command or add the script'
    }));
}

function checkLinks(root: string, file: string): Mismatch[] {
  return matches(root, file, LINK)
    .map(([, target = '']) => target)
    .filter((target) => !existsSync(path.join(root, path.dirname(file), decodeURI(target))))
    .map((found) => ({
      file,
      subject: 'link',
      found,
      expected: 'a file of the project',
      next: 'correct the link'
    }));
}

/** A changelog names older versions, but not in these forms. */
function checkOwnVersion(root: string, file: string): Mismatch[] {
  const expected = releaseVersion(root);
  return matches(root, file, OWN_VERSION)
    .filter((match) => match.slice(1).join('') !== expected)
    .map(([found]) => ({
      file,
      subject: 'version',
      found,
      expected,
      next: 'name the version that is released'
    }));
}

function checkApi(root: string, file: string): Mismatch[] {
  const profile = projectText(root, 'build-profile.json5');
  const { app } = JSON5.parse<{ app: { products: { compatibleSdkVersion: string }[] } }>(profile);
  const [, version = '', level = ''] =
    /^([\d.]+)\((\d+)\)$/.exec(app.products[0]?.compatibleSdkVersion ?? '') ?? [];
  const expected = `${version} (API ${level})`;
  const mismatch = (found: string): Mismatch => ({
    file,
    subject: 'lowest HarmonyOS',
    found,
    expected: `${expected}, as in build-profile.json5`,
    next: `say ${expected}`
  });
  const said = matches(root, file, API);
  if (said.length === 0) return [mismatch('nothing')];
  return said
    .filter(([, name = '', api]) => api !== level || (version !== name && !version.startsWith(`${name}.`)))
    .map(([found]) => mismatch(found));
}

function checkNode(root: string, file: string, manifest: string): Mismatch[] {
  const { engines } = projectJson<{ engines: { node: string } }>(root, manifest);
  const said = matches(root, file, NODE).map(([number]) => number);
  const lowest: readonly string[] = engines?.node.match(NODE) ?? ['missing'];
  return lowest
    .filter((expected) => !said.includes(expected))
    .map((expected) => {
      const next = `say Node ${expected}, or correct "engines" in ${manifest}`;
      return { file, subject: 'lowest Node', found: 'nothing', expected, next };
    });
}

/** The newest row of the plugin's table of versions: `| 0.1.x | … |`. */
function checkVersionTable(root: string, file: string): Mismatch[] {
  const expected = `${releaseVersion(root).split('.').slice(0, 2).join('.')}.x`;
  const found = matches(root, file, /^\| (\d+\.\d+\.x) /gm)[0]?.[1] ?? 'nothing';
  const next = 'begin the table of versions with the version that is released';
  return found === expected ? [] : [{ file, subject: 'table of versions', found, expected, next }];
}

function matches(root: string, file: string, pattern: RegExp): RegExpExecArray[] {
  return [...projectText(root, file).matchAll(pattern)];
}
