import { test } from 'node:test';
import { checkConfigFiles } from './configFiles.ts';
import { checkConsumerRules } from './consumerRules.ts';
import { expectFindings } from './expectFindings.ts';
import { checkReferences } from './references.ts';
import { scratchProject } from './scratchProject.ts';

const DEVECO_FILES = [
  'AppScope',
  'build-profile.json5',
  'code-linter.json5',
  'entry/build-profile.json5',
  'entry/oh-package.json5',
  'entry/src',
  'hvigor',
  'library/build-profile.json5',
  'library/oh-package.json5',
  'library/src/main/cpp/types',
  'library/src/main/module.json5',
  'oh-package.json5',
  'package.json',
  'plugin/package.json'
];

test('both checks take the project as it is', async (t) => {
  const root = scratchProject(t, {}, DEVECO_FILES);
  await expectFindings(checkConfigFiles, root, []);
  await expectFindings(checkReferences, root, []);
});

test('the config check finds values and fields that DevEco does not know', async (t) => {
  const files = {
    'library/src/main/module.json5':
      '{\n  module: {\n    name: "library",\n    type: "hat",\n    deviceTypes: ["default"]\n  }\n}\n',
    'library/oh-package.json5': '{ name: "x", version: "0.1.0", licence: "MIT" }\n',
    'hvigor/hvigor-config.json5': '{ dependencies: {} }\n'
  };
  const root = scratchProject(
    t,
    files,
    DEVECO_FILES.filter((file) => !(file in files) && file !== 'hvigor')
  );
  await expectFindings(checkConfigFiles, root, [
    ['hvigor/hvigor-config.json5:1', /modelVersion/],
    ['library/oh-package.json5:1', /licence/],
    ['library/src/main/module.json5:4', /"hat"/]
  ]);
});

test('the config check finds syntax errors, missing files and files of unknown format', async (t) => {
  const root = scratchProject(
    t,
    { 'library/oh-package.json5': '{ name: ', 'AppScope/extra.json5': '{}\n' },
    DEVECO_FILES.filter((file) => file !== 'code-linter.json5' && file !== 'library/oh-package.json5')
  );
  await expectFindings(checkConfigFiles, root, [
    ['code-linter.json5:1', /is missing/],
    ['AppScope/extra.json5:1', /has no type/],
    ['library/oh-package.json5:1', /expected/]
  ]);
});

test('the reference check finds resources, sources and modules that do not exist', async (t) => {
  const root = scratchProject(
    t,
    {
      'build-profile.json5': '{ modules: [{ name: "extra", srcPath: "./extra" }] }',
      'AppScope/app.json5': '{ app: {\n  icon: "$media:none",\n  label: "$string:app_name"\n} }',
      'library/src/main/module.json5':
        '{ module: {\n  srcEntry: "./ets/None.ets",\n  pages: "$profile:none"\n} }'
    },
    [
      'AppScope/resources',
      'hvigor',
      'library/oh-package.json5',
      'library/src/main/cpp/types',
      'oh-package.json5',
      'package.json',
      'plugin/package.json'
    ]
  );
  await expectFindings(checkReferences, root, [
    ['AppScope/app.json5:2', /media none/],
    ['library/src/main/module.json5:3', /profile none/],
    ['library/src/main/module.json5:2', /None\.ets/],
    ['build-profile.json5:1', /module extra/]
  ]);
});

test('the reference check finds local dependencies that are missing or have another name', async (t) => {
  const root = scratchProject(
    t,
    {
      'entry/oh-package.json5':
        '{ dependencies: { "socket": "file:../library", "none": "file:./none", "published": "^1.0.0" } }'
    },
    [
      'hvigor',
      'library/oh-package.json5',
      'library/src/main/cpp/types',
      'oh-package.json5',
      'package.json',
      'plugin/package.json'
    ]
  );
  await expectFindings(checkReferences, root, [
    ['entry/oh-package.json5:1', /file:\.\.\/library is taro-harmony-socket, not socket/],
    ['entry/oh-package.json5:1', /there is no package in file:\.\/none/]
  ]);
});

test('the reference check finds versions that differ', async (t) => {
  const root = scratchProject(
    t,
    {
      'plugin/package.json': '{ "version": "9.9.9" }',
      'hvigor/hvigor-config.json5': '{ modelVersion: "1.0.0" }'
    },
    ['library/oh-package.json5', 'library/src/main/cpp/types', 'oh-package.json5', 'package.json']
  );
  await expectFindings(checkReferences, root, [
    ['plugin/package.json:1', /version is 9\.9\.9 here/],
    ['hvigor/hvigor-config.json5:1', /modelVersion is 1\.0\.0 here/]
  ]);
});

const LIBRARY = {
  'library/Index.ets': "export { Kind, open } from './open';\nexport type { Options } from './open';\n",
  'library/open.ets': [
    'interface Base { port: number; }',
    'export interface Options extends Base { address: string; }',
    'export enum Kind { First }',
    'export class Opened { private readonly secret: number = 1; shown: number = this.secret; }',
    'export function open(options: Options): number { return options.port; }',
    ''
  ].join('\n')
};

test('the obfuscation check takes rules that keep every public name', async (t) => {
  const rules = '-keep-global-name\nKind\nopen\n-keep-property-name\naddress\nFirst\nport\n';
  const root = scratchProject(t, { ...LIBRARY, 'library/consumer-rules.txt': rules });
  await expectFindings(checkConsumerRules, root, []);
});

test('the obfuscation check finds names that are missing or not public', async (t) => {
  const rules = '-keep-global-name\nKind\n-keep-property-name\naddress\nFirst\nport\nsecret\n';
  const root = scratchProject(t, { ...LIBRARY, 'library/consumer-rules.txt': rules });
  await expectFindings(checkConsumerRules, root, [
    ['library/consumer-rules.txt:1', /lacks open/],
    ['library/consumer-rules.txt:1', /has secret, which is neither public nor known outside/]
  ]);
});

test('the obfuscation check fails without rules', async (t) => {
  await expectFindings(checkConsumerRules, scratchProject(t, LIBRARY), [
    ['library/consumer-rules.txt:1', /have to be there/]
  ]);
});
