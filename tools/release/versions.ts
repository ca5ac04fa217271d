import type { Mismatch, ReleaseCheck } from './mismatch.ts';
import { projectJson, releaseVersion } from './projectFile.ts';

/** What the project's files have of a version, as far as it is looked at. */
interface Versioned {
  version: string;
  dependencies: Record<string, string>;
  app: { versionName: string };
  packages: Record<string, { version?: string; dependencies?: Record<string, string> }>;
}

type Place = [file: string, field: string, read: (content: Partial<Versioned>) => string | undefined];

const LOCK = 'package-lock.json';
const EXAMPLE_DEPENDENCY = 'taro-harmony-socket';
/** Apps that depend on the package. */
const EXAMPLES = ['example', ...['discovery', 'modbus', 'mqtt', 'printer'].map((name) => `examples/${name}`)];

/** Everywhere that the version stands besides the root's `package.json`. */
const PLACES: readonly Place[] = [
  ...[
    'plugin/package.json',
    ...EXAMPLES.map((folder) => `${folder}/package.json`),
    'library/oh-package.json5',
    'entry/oh-package.json5'
  ].map((file): Place => [file, 'version', ({ version }) => version]),
  ...EXAMPLES.map((folder): Place => [
    `${folder}/package.json`,
    `dependencies.${EXAMPLE_DEPENDENCY}`,
    ({ dependencies }) => dependencies?.[EXAMPLE_DEPENDENCY]
  ]),
  ['AppScope/app.json5', 'app.versionName', ({ app }) => app?.versionName],
  [LOCK, 'version', ({ version }) => version],
  ...['', 'plugin', 'example'].map((name): Place => [
    LOCK,
    `packages.${JSON.stringify(name)}.version`,
    ({ packages }) => packages?.[name]?.version
  ])
];

/** All packages and apps of the project are released together, under one version. */
export const checkVersions: ReleaseCheck = (root) => {
  const expected = releaseVersion(root);
  return PLACES.flatMap(([file, field, read]): Mismatch[] => {
    const found = read(projectJson<Versioned>(root, file)) ?? 'missing';
    const next =
      file === LOCK ? 'run npm install --package-lock-only' : `set ${field}, or that of package.json`;
    return found === expected ? [] : [{ file, subject: field, found, expected, next }];
  });
};
