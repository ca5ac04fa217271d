import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { checkChangelogs } from '../../tools/release/changelogs.ts';
import { checkDocs } from '../../tools/release/docs.ts';
import { checkHarPackage } from '../../tools/release/har.ts';
import type { Mismatch, ReleaseCheck } from '../../tools/release/mismatch.ts';
import { releaseVersion } from '../../tools/release/projectFile.ts';
import { checkVersions } from '../../tools/release/versions.ts';
import { ProjectCopy } from './projectCopy.ts';

const VERSION = releaseVersion(repositoryRoot);
const OTHER = '9.8.7';
const EXAMPLES = ['example/', 'examples/', 'examples/', 'examples/', 'examples/'];

/** The npm package is built and checked, and each takes a while on a busy machine. */
const TIME_LIMIT = 20 * 60_000;

/** What a mistake in the project gives, as `file: subject: found -> expected`. */
type Mistake = [what: string, make: (project: ProjectCopy) => void, ...expected: RegExp[]];

describe('tools/release/main.ts', () => {
  it('takes the project once its owner has filled in the addresses', { timeout: TIME_LIMIT }, async (t) => {
    const project = new ProjectCopy(t);
    project.writeNativeLibraries();
    project.writeAddresses();
    await project.build();
    const { status, stdout } = run(project);
    assert.equal(
      stdout,
      [
        ...['versions', 'addresses', 'changelogs', 'docs', 'HAR', 'npm package'].map(
          (name) => `${name} ... ok`
        ),
        `release: ${VERSION}: ok`,
        ''
      ].join('\n')
    );
    assert.equal(status, 0);
  });

  it(
    'prints each mismatch with file, found, expected and next step, and ends with 1',
    { timeout: TIME_LIMIT },
    async (t) => {
      const project = new ProjectCopy(t);
      project.writeNativeLibraries();
      project.writeAddresses();
      await project.build();
      project.edit('plugin/package.json', VERSION, OTHER);
      project.edit(
        'plugin/package.json',
        '    "https.d.ts",\n    "dist"',
        '    "tsconfig.json",\n    "dist"'
      );
      project.write('library/libs/arm64-v8a/libx.so', '');
      project.remove('library/consumer-rules.txt');
      project.append('library/src/main/ets/base/timing.ets', '// changed since');
      const { status, stdout } = run(project);
      const found = (file: string, what: string): string => `npm package: ${file}: ${what}`;
      const files = '"files" of plugin/package.json';
      assert.deepEqual(stdout.split('\n').slice(0, -1), [
        'versions ... 1 mismatches',
        `plugin/package.json: version: found ${OTHER}, expected ${VERSION}: set version, or that of package.json`,
        'addresses ... ok',
        'changelogs ... ok',
        'docs ... ok',
        'HAR ... 1 mismatches',
        `cannot be checked: ${project.root}/library/consumer-rules.txt does not exist: it keeps the public names in obfuscated apps`,
        'npm package ... 5 mismatches',
        `npm package: name and version: found taro-harmony-socket@${OTHER}, expected taro-harmony-socket@${VERSION}: correct name and version in plugin/package.json`,
        found(
          'tsconfig.json',
          'file: found packed, expected absent: take it out of "files" in plugin/package.json'
        ),
        found(
          'library/libs/arm64-v8a/libx.so',
          `file: found absent, expected packed: run npm run build, and name it in ${files}`
        ),
        found(
          'library/src/main/ets/base/timing.ets',
          'content: found that of an older build, expected that of the present sources: run npm run build'
        ),
        found(
          'https.d.ts',
          `file: found absent, expected packed: run npm run build, and name it in ${files}`
        ),
        `release: ${VERSION}: 7 mismatches`
      ]);
      assert.equal(status, 1);
    }
  );
});

describe('the check of version numbers', () => {
  const quoted = `"${VERSION}"`;
  finds(checkVersions, [
    [
      'plugin',
      (project) => project.edit('plugin/package.json', VERSION, OTHER),
      /^plugin\/package\.json: version: 9\.8\.7/
    ],
    [
      'example',
      (project) => project.edit('example/package.json', VERSION, OTHER),
      /^example\/package\.json: version: /
    ],
    [
      "the example's dependency",
      (project) =>
        project.edit(
          'example/package.json',
          `"taro-harmony-socket": ${quoted}`,
          '"taro-harmony-socket": "*"'
        ),
      /^example\/package\.json: dependencies\.taro-harmony-socket: \*/
    ],
    [
      'library',
      (project) => project.edit('library/oh-package.json5', VERSION, OTHER),
      /^library\/oh-package\.json5: version/
    ],
    [
      'entry',
      (project) => project.edit('entry/oh-package.json5', VERSION, OTHER),
      /^entry\/oh-package\.json5: version/
    ],
    [
      'demo app',
      (project) => project.edit('AppScope/app.json5', VERSION, OTHER),
      /^AppScope\/app\.json5: app\.versionName/
    ],
    [
      'no version',
      (project) => project.edit('entry/oh-package.json5', '"version"', '"versions"'),
      /: version: missing/
    ],
    [
      'root',
      (project) => {
        project.edit('package.json', VERSION, OTHER);
        project.edit('package-lock.json', VERSION, OTHER);
        project.edit('package-lock.json', VERSION, OTHER);
      },
      ...[
        'plugin',
        ...EXAMPLES,
        'library',
        'entry',
        ...EXAMPLES,
        'AppScope',
        'package-lock',
        'package-lock'
      ].map((start) => new RegExp(`^${start}.*${VERSION} -> ${OTHER}`))
    ]
  ]);
});

describe('the check of changelogs', () => {
  const heading = /^## .*$/m;
  finds(checkChangelogs, [
    [
      'none',
      (project) => project.remove('CHANGELOG.md'),
      /^CHANGELOG\.md: newest entry: missing/,
      /^library\/CHANGELOG\.md: date/
    ],
    [
      'an older newest entry',
      (project) => project.edit('library/CHANGELOG.md', heading, '## 0.0.1 - 2026-01-01'),
      /^library\/CHANGELOG\.md: newest entry: 0\.0\.1/
    ],
    [
      'no date',
      (project) => project.edit('library/CHANGELOG.md', heading, `## ${VERSION}`),
      /^library\/CHANGELOG\.md: date: missing/
    ],
    [
      'a day that is none',
      (project) => project.edit('library/CHANGELOG.md', heading, `## ${VERSION} - 2026-02-30`),
      /^library\/CHANGELOG\.md: date: 2026-02-30/
    ],
    [
      'another date',
      (project) => project.edit('library/CHANGELOG.md', heading, `## ${VERSION} - 2026-01-01`),
      /^library\/CHANGELOG\.md: date: 2026-01-01 -> .* as in CHANGELOG\.md/
    ],
    [
      'nothing said',
      (project) => project.edit('library/CHANGELOG.md', /(^## .*$)[^]*/m, '$1\n'),
      /^library\/CHANGELOG\.md: text: none/
    ]
  ]);
});

describe('the check of the documentation', () => {
  finds(checkDocs, [
    [
      'a command',
      (project) => project.append('README.md', 'npm run nothing'),
      /^README\.md: command: npm run nothing/
    ],
    [
      'a command of another workspace',
      (project) => project.append('plugin/README.md', '`npm run build:harmony`'),
      /^plugin\/README\.md: command: npm run build:harmony -> a script of package\.json or plugin\/package\.json/
    ],
    [
      'a link',
      (project) => project.append('README_zh.md', '[x](docs/none.md#part)'),
      /^README_zh\.md: link: docs\/none\.md/
    ],
    [
      'the name of a package',
      (project) => project.edit('library/README.md', `socket-${VERSION}.har`, 'socket-0.0.9.har'),
      /^library\/README\.md: version: taro-harmony-socket-0\.0\.9\.har/
    ],
    [
      'a dependency',
      (project) => project.append('README.md', '"taro-harmony-socket": "^0.0.9"'),
      /^README\.md: version: /
    ],
    [
      'an npm package',
      (project) => project.append('README.md', 'taro-harmony-socket@0.0.9'),
      /^README\.md: version: /
    ],
    [
      'another API level',
      (project) => project.append('plugin/README.md', 'HarmonyOS 5.1 (API 18)'),
      /^plugin\/README\.md: lowest HarmonyOS: 5\.1 \(API 18\) -> 5\.0\.0 \(API 12\), as in build-profile/
    ],
    [
      'no API level',
      (project) => project.edit('library/README.md', ' (API 12)', ''),
      /^library\/README\.md: lowest HarmonyOS: nothing/
    ],
    [
      'another Node',
      (project) => project.edit('package.json', '>=20.19', '>=22.1'),
      /^README\.md: lowest Node: nothing -> 22\.1/,
      /^README_zh\.md: lowest Node: nothing -> 22\.1/
    ],
    [
      'the table of versions',
      (project) => project.edit('plugin/README.md', /\| \d+\.\d+\.x /, '| 0.0.x '),
      /^plugin\/README\.md: table of versions: 0\.0\.x/
    ]
  ]);
});

describe('the check of the HAR', () => {
  finds(checkHarPackage, [
    [
      'a name',
      (project) => project.edit('library/oh-package.json5', 'taro-harmony-socket"', 'taro-socket"'),
      /^taro-socket-.*\.har: name: /,
      /^taro-socket-.*\.har: README\.md: installation: missing/
    ],
    [
      'a gate',
      (project) => project.write('library/LICENSE', 'All rights reserved.\n'),
      /\.har: LICENSE: text: not that of "MIT"/
    ]
  ]);
});

function finds(check: ReleaseCheck, mistakes: Mistake[]): void {
  for (const [what, make, ...expected] of mistakes) {
    it(`finds: ${what}`, async (t) => {
      const project = new ProjectCopy(t);
      make(project);
      const mismatches = await check(project.root);
      const shown = mismatches.map(show);
      assert.equal(shown.length, expected.length, shown.join('\n'));
      expected.forEach((pattern, index) => assert.match(shown[index] ?? '', pattern));
      for (const { next } of mismatches) assert.match(next, /^[a-z].{5,}/);
    });
  }
}

function show({ file, subject, found, expected }: Mismatch): string {
  return `${file}: ${subject}: ${found} -> ${expected}`;
}

function run({ root }: ProjectCopy): { status: number | null; stdout: string } {
  const command = ['--import', 'tsx', 'tools/release/main.ts', '--root', root];
  return spawnSync(process.execPath, command, {
    cwd: repositoryRoot,
    encoding: 'utf8',
    // With this variable node:test would take the process for a part of the present run.
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
    timeout: TIME_LIMIT
  });
}
