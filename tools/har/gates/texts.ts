import { changelogEntry } from '../../release/changelogEntry.ts';
import { MANIFEST, show } from '../manifest.ts';
import { type Gate, type GateFinding, type Har, textOf } from './gate.ts';

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
