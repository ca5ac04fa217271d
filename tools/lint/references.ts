import { existsSync, readFileSync } from 'node:fs';
import JSON5 from 'json5';
import path from 'node:path';
import { listFiles } from '../files.ts';
import type { Check, Finding } from './finding.ts';
import { baseResources } from './resources.ts';

interface Reference {
  line: number;
  kind: string;
  name: string;
}

/**
 * What DevEco's project files name has to be there: resources, source files, modules; and the versions that stand in
 * several files have to agree.
 */
export const checkReferences: Check = (root) => [
  ...resourceFindings(root),
  ...moduleFindings(root),
  ...dependencyFindings(root),
  ...sameInAll(root, 'version', ['package.json', 'plugin/package.json', 'library/oh-package.json5']),
  ...sameInAll(root, 'modelVersion', ['oh-package.json5', 'hvigor/hvigor-config.json5'])
];

function resourceFindings(root: string): Finding[] {
  const configs = ['AppScope', 'entry', 'library'].flatMap((folder) =>
    listFiles(path.join(root, folder), (file) => /\/(?:app|module)\.json5$/.test(file))
  );
  return configs.flatMap((file) => {
    const folders = [path.dirname(file), path.join(root, 'AppScope')];
    return [
      ...missing(file, resourcesIn(file), ({ kind, name }) =>
        folders.some((each) => hasResource(each, kind, name))
      ),
      ...missing(file, sourcesIn(file), ({ name }) => existsSync(path.join(path.dirname(file), name)))
    ];
  });
}

function missing(
  file: string,
  references: Reference[],
  exists: (reference: Reference) => boolean
): Finding[] {
  return references
    .filter((reference) => !exists(reference))
    .map(({ line, kind, name }) => ({ file, line, message: `the ${kind} ${name} does not exist` }));
}

function resourcesIn(file: string): Reference[] {
  return matchesIn(file, /\$(string|color|media|profile):(\w+)/g).map(({ line, groups }) => ({
    line,
    kind: groups[0] ?? '',
    name: groups[1] ?? ''
  }));
}

function sourcesIn(file: string): Reference[] {
  return matchesIn(file, /"?srcEntry"?\s*:\s*"([^"]+)"/g).map(({ line, groups }) => ({
    line,
    kind: 'source file',
    name: groups[0] ?? ''
  }));
}

function matchesIn(file: string, pattern: RegExp): { line: number; groups: string[] }[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, index) =>
      [...text.matchAll(pattern)].map((match) => ({ line: index + 1, groups: match.slice(1) }))
    );
}

function hasResource(folder: string, kind: string, name: string): boolean {
  const resources = path.join(folder, 'resources');
  if (kind === 'profile') return existsSync(path.join(resources, 'base/profile', `${name}.json`));
  return baseResources(resources).has(`app.${kind}.${name}`);
}

function moduleFindings(root: string): Finding[] {
  const file = path.join(root, 'build-profile.json5');
  const { modules } = read<{ modules: { name: string; srcPath: string }[] }>(file);
  return modules
    .filter(({ srcPath }) => !existsSync(path.join(root, srcPath, 'src/main/module.json5')))
    .map(({ name, srcPath }) => ({
      file,
      line: 1,
      message: `the module ${name} has no ${srcPath}/src/main/module.json5`
    }));
}

/** ohpm finds a local dependency by its path, and with useNormalizedOHMUrl refuses another name than the package's own. */
function dependencyFindings(root: string): Finding[] {
  const manifests = ['entry', 'library'].map((module) => path.join(root, module, 'oh-package.json5'));
  return manifests.filter(existsSync).flatMap((file) => {
    const { dependencies = {} } = read<{ dependencies?: Record<string, string> }>(file);
    return Object.entries(dependencies).flatMap(([name, wanted]): Finding[] => {
      if (!wanted.startsWith('file:')) return [];
      const target = path.join(path.dirname(file), wanted.slice('file:'.length), 'oh-package.json5');
      const found = existsSync(target) ? read<{ name?: string }>(target).name : undefined;
      if (found === name) return [];
      const message =
        found === undefined ? `there is no package in ${wanted}` : `${wanted} is ${found}, not ${name}`;
      return [{ file, line: 1, message }];
    });
  });
}

function sameInAll(root: string, field: string, files: readonly string[]): Finding[] {
  const values = files.map((file) => ({
    file,
    value: read<Record<string, unknown>>(path.join(root, file))[field]
  }));
  const [first, ...others] = values;
  return others
    .filter(({ value }) => value !== first?.value)
    .map(({ file, value }) => ({
      file,
      line: 1,
      message: `${field} is ${String(value)} here and ${String(first?.value)} in ${first?.file ?? ''}`
    }));
}

function read<Content>(file: string): Content {
  return JSON5.parse<Content>(readFileSync(file, 'utf8'));
}
