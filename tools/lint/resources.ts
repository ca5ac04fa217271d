import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { listFiles } from '../files.ts';
import type { Check, Finding } from './finding.ts';
import { type ResourceUse, resourceUses } from './resourceUses.ts';

const MODULE = 'entry/src/main';
const RESOURCES = `${MODULE}/resources`;
const APP_RESOURCES = 'AppScope/resources';

/** What each kind of resources has to have besides `base`, with the same names: people's languages, the dark mode. */
const QUALIFIERS: readonly (readonly [string, string])[] = [
  ['string', 'zh_CN'],
  ['color', 'dark']
];

interface Element {
  name: string;
  value: string;
}

/** The texts, colours and images of the demo app: what its code names is there, in each language and mode, and is used. */
export const checkResources: Check = (root) => {
  const folder = path.join(root, RESOURCES);
  if (!existsSync(folder)) return [];
  const files = listFiles(path.join(root, MODULE, 'ets'), (file) => file.endsWith('.ets'));
  const elements = baseResources(folder);
  const used = new Set<string | undefined>();
  const findings = files.flatMap((file) => {
    const { uses, texts } = resourceUses(file);
    for (const { name } of uses) used.add(name);
    return [
      ...uses.flatMap((use) => misuse(use, elements).map((message) => ({ file, line: use.line, message }))),
      ...texts.map(({ line, text }) => ({
        file,
        line,
        message: `'${text}' is shown in one language only: put it into ${RESOURCES} and use $r`
      }))
    ];
  });
  return [
    ...findings,
    ...[folder, path.join(root, APP_RESOURCES)].flatMap((each) =>
      QUALIFIERS.flatMap(([kind, qualifier]) => differences(each, kind, qualifier))
    ),
    ...unused(root, [...elements.keys()], used)
  ];
};

function misuse({ name, values }: ResourceUse, elements: ReadonlyMap<string, string>): string[] {
  if (name === undefined) return ["DevEco wants the name of a resource written out: $r('app.string.name')"];
  const value = elements.get(name);
  if (value === undefined) return [`there is no ${name} in ${RESOURCES}/base`];
  const wanted = placeholders(value).length;
  return wanted === values ? [] : [`${name} has ${wanted} placeholders, and ${values} values are given`];
}

/** The values of what every language and mode has, by `app.<kind>.<name>`; those of images are empty. */
export function baseResources(folder: string): Map<string, string> {
  return new Map([...elementsIn(folder, 'base'), ...mediaIn(folder)]);
}

/** The same name and the same placeholders have to be in both. */
function differences(folder: string, kind: string, qualifier: string): Finding[] {
  const base = elementsIn(folder, 'base', kind);
  const other = elementsIn(folder, qualifier, kind);
  const file = path.join(folder, qualifier, 'element', `${kind}.json`);
  const finding = (message: string): Finding => ({ file, line: 1, message });
  return [
    ...[...base.keys()].filter((name) => !other.has(name)).map((name) => finding(`${name} is missing`)),
    ...[...other].flatMap(([name, value]) => {
      const original = base.get(name);
      if (original === undefined) return [finding(`${name} is not in base`)];
      const [wanted, found] = [original, value].map((text) => placeholders(text).join(' '));
      return wanted === found ? [] : [finding(`${name} has the placeholders ${found}, in base ${wanted}`)];
    })
  ];
}

function unused(root: string, names: readonly string[], used: ReadonlySet<string | undefined>): Finding[] {
  const configs = [`${MODULE}/module.json5`, 'AppScope/app.json5']
    .map((file) => path.join(root, file))
    .filter(existsSync)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  return names
    .filter(
      (name) => !used.has(name) && !configs.includes(`$${name.slice('app.'.length).replace('.', ':')}"`)
    )
    .map((name) => ({ file: path.join(root, RESOURCES), line: 1, message: `${name} is not used` }));
}

/** `%1$d` and `%s`, in the order of the values that they take. */
function placeholders(text: string): string[] {
  return [...text.matchAll(/%(?:\d\$)?[sdf]/g)].map(([placeholder]) => placeholder).sort();
}

/** The values of a folder's `element/*.json`, by `app.<kind>.<name>`. */
function elementsIn(folder: string, qualifier: string, only?: string): Map<string, string> {
  const files = listFiles(path.join(folder, qualifier, 'element'), (file) => file.endsWith('.json'));
  const all = files.flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Element[]>)
  );
  const kinds = all.filter(([kind]) => only === undefined || kind === only);
  return new Map(
    kinds.flatMap(([kind, elements]) =>
      elements.map(({ name, value }): [string, string] => [`app.${kind}.${name}`, value])
    )
  );
}

function mediaIn(folder: string): [string, string][] {
  const media = path.join(folder, 'base/media');
  if (!existsSync(media)) return [];
  return readdirSync(media).map((file): [string, string] => [`app.media.${path.parse(file).name}`, '']);
}
