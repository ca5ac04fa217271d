import { changelogEntry } from '../../release/changelogEntry.ts';
import { PACKAGE_FOLDER } from '../archive.ts';
import { isObject, MANIFEST, parseManifest, show } from '../manifest.ts';
import { type Gate, type GateFinding, type Har, textOf, unmet } from './gate.ts';

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

/** SPDX identifiers, each with words that its text has and no other's. */
const LICENSES: ReadonlyMap<unknown, RegExp> = new Map([
  ['MIT', /Permission is hereby granted, free of charge/],
  ['Apache-2.0', /Apache License\s+Version 2\.0, January 2004/],
  ['BSD-2-Clause', /Redistribution and use(?!.*Neither the name)/s],
  ['BSD-3-Clause', /Redistribution and use.*Neither the name/s],
  ['ISC', /Permission to use, copy, modify,? and(?:\/or)? distribute this software/],
  ['MulanPSL-2.0', /Mulan PSL v2/]
]);

const NAMELESS = /\[(?:year|fullname|yyyy|name of copyright owner)\]|<(?:year|copyright holders)>/i;

/** What the review reads: how to install the package, what changed, under which license it comes. */
export const checkTexts: Gate = (har) => [...checkReadme(har), ...checkChangelog(har), ...checkLicense(har)];

function checkReadme(har: Har): GateFinding[] {
  const command = `ohpm install ${String(har.manifest.name)}`;
  const words = (textOf(har, 'README.md') ?? '')
    .replaceAll('ohpm i ', 'ohpm install ')
    .split(/[\s`]+/)
    .join(' ');
  return ` ${words} `.includes(` ${command} `)
    ? []
    : [{ file: 'README.md', field: 'installation', value: 'missing', next: `say "${command}"` }];
}

function checkChangelog(har: Har): GateFinding[] {
  const version = String(har.manifest.version);
  const entry = changelogEntry(textOf(har, 'CHANGELOG.md') ?? '', version);
  if (entry !== undefined && entry.text !== '') return [];
  const value = entry === undefined ? 'missing' : 'empty';
  return [
    { file: 'CHANGELOG.md', field: version, value, next: `say below "## ${version} - <date>" what changed` }
  ];
}

function checkLicense(har: Har): GateFinding[] {
  const { license } = har.manifest;
  const words = LICENSES.get(license);
  if (words === undefined) {
    const next = `give an SPDX identifier; known here are ${[...LICENSES.keys()].join(', ')}`;
    return [{ file: MANIFEST, field: 'license', value: show(license), next }];
  }
  const text = textOf(har, 'LICENSE') ?? '';
  const finding = (value: string, next: string): GateFinding[] => [
    { file: 'LICENSE', field: 'text', value, next }
  ];
  if (!words.test(text))
    return finding(`not that of ${show(license)}`, `put the text of ${show(license)} there`);
  return NAMELESS.test(text)
    ? finding('a placeholder', 'fill in the year and the holder of the copyright')
    : [];
}

/** The module's description as people write it, and as DevEco packs it. */
const MODULE_FILES = ['src/main/module.json5', 'src/main/module.json'];

const RULES = 'obfuscation.txt';
const RULES_SOURCE = 'consumer-rules.txt';

/** What an app's build reads besides the manifest and the code. */
export const checkModule: Gate = (har) => [...checkModuleFile(har), ...checkRules(har)];

function checkModuleFile(har: Har): GateFinding[] {
  const file = MODULE_FILES.find((name) => har.files.has(name));
  if (file === undefined) {
    const next = 'describe the module: { module: { name, type: "har", deviceTypes } }';
    return [{ file: MODULE_FILES.join(' or '), field: 'content', value: 'missing', next }];
  }
  const module = readModule(textOf(har, file) ?? '');
  if (typeof module === 'string')
    return [{ file, field: 'text', value: module, next: 'make it { module: … } in JSON5' }];
  const { name, type, deviceTypes, pages } = module;
  return unmet(
    [
      ['module.name', name, typeof name === 'string' && name !== '', 'give the module a name'],
      ['module.type', type, type === 'har', 'make it "har"'],
      [
        'module.deviceTypes',
        deviceTypes,
        Array.isArray(deviceTypes) && deviceTypes.length > 0,
        'list the devices'
      ],
      ['module.pages', pages, pages === undefined, 'leave it out: a HAR has no pages']
    ],
    file
  );
}

/** @returns the reason as a text if there is no module in it */
function readModule(text: string): Readonly<Record<string, unknown>> | string {
  try {
    const { module } = parseManifest(text);
    return isObject(module) ? module : 'no module in it';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** An app with obfuscation reads the rules under one of the two names only: that of packed HARs. */
function checkRules(har: Har): GateFinding[] {
  const rules = textOf(har, RULES);
  const finding = (value: string, next: string): GateFinding[] => [
    { file: RULES, field: 'content', value, next }
  ];
  if (rules === undefined || !/^-keep-property-name$/m.test(rules)) {
    const value = rules === undefined ? 'missing' : 'no -keep-property-name';
    return finding(value, 'keep the public property names, or obfuscated apps break the package');
  }
  const source = textOf(har, RULES_SOURCE);
  return source === undefined || source === rules
    ? []
    : finding(`not that of ${RULES_SOURCE}`, `copy ${RULES_SOURCE} into it`);
}
