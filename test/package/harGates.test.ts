import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkHar } from '../../tools/har/checkHar.ts';
import { show } from '../../tools/har/manifest.ts';
import { addDependencies, type EditableFiles, editManifest, goodFiles, writeHar } from './harFixture.ts';

/** A finding as `file: field: value`. */
type Expected = string;

interface Defect {
  what: string;
  make: (files: EditableFiles) => void;
  expected: Expected[];
}

const MANIFEST = 'oh-package.json5';

function text(content: string): Uint8Array {
  return Buffer.from(content);
}

/** The first bytes of an ELF file for the machine. */
function elf(machine: number): Uint8Array {
  const header = Buffer.alloc(64);
  header.write('\x7fELF', 'latin1');
  header.writeUInt16LE(machine, 18);
  return header;
}

function manifestDefect(field: string, value: unknown): Defect {
  const shown = show(value);
  return {
    what: `${field}: ${shown}`,
    make: (files) => editManifest(files, { [field]: value }),
    expected: [`${MANIFEST}: ${field}: ${shown}`]
  };
}

function fileDefect(file: string, content: string, ...expected: Expected[]): Defect {
  return {
    what: `${file} with ${JSON.stringify(content)}`,
    make: (files) => files.set(file, text(content)),
    expected
  };
}

function missingDefect(file: string, ...others: Expected[]): Defect {
  return {
    what: `no ${file}`,
    make: (files) => files.delete(file),
    expected: [`${file}: content: missing`, ...others]
  };
}

const DEFECTS: Defect[] = [
  missingDefect('README.md', 'README.md: installation: missing'),
  missingDefect('CHANGELOG.md', 'CHANGELOG.md: 0.1.0: missing'),
  missingDefect('LICENSE', 'LICENSE: text: not that of "MIT"'),
  missingDefect('obfuscation.txt'),
  fileDefect('README.md', '', 'README.md: content: empty', 'README.md: installation: missing'),
  fileDefect('README.md', '`ohpm install taro-harmony-socket-next`', 'README.md: installation: missing'),
  fileDefect('CHANGELOG.md', '## 0.1.0 - 2026-11-21\n\n## 0.0.9\n\nFirst.\n', 'CHANGELOG.md: 0.1.0: empty'),
  fileDefect('LICENSE', 'Apache License\n Version 2.0, January 2004', 'LICENSE: text: not that of "MIT"'),
  fileDefect(
    'LICENSE',
    'Copyright (c) [year] [fullname]\nPermission is hereby granted, free of charge',
    'LICENSE: text: a placeholder'
  ),
  fileDefect('obfuscation.txt', '-keep-global-name\na\n', 'obfuscation.txt: content: no -keep-property-name'),
  fileDefect(
    'obfuscation.txt',
    '-keep-property-name\nport\n',
    'obfuscation.txt: content: not that of consumer-rules.txt'
  ),
  fileDefect('src/test/a.txt', 'x', 'src/test/a.txt: path: src/test/a.txt'),
  fileDefect('signing/release.p12', 'x', 'signing/release.p12: path: signing/release.p12'),
  fileDefect('.npmrc', 'x', '.npmrc: path: .npmrc'),
  fileDefect(
    'src/main/key.txt',
    '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA',
    'src/main/key.txt: content: a private key'
  ),
  fileDefect(
    'src/main/module.json5',
    '{ module: {',
    'src/main/module.json5: text: JSON5: invalid end of input at 1:12'
  ),
  fileDefect('src/main/module.json5', '{}', 'src/main/module.json5: text: no module in it'),
  fileDefect(
    'src/main/module.json5',
    '{ module: { type: "entry", pages: "$profile:main" } }',
    'src/main/module.json5: module.name: missing',
    'src/main/module.json5: module.type: "entry"',
    'src/main/module.json5: module.deviceTypes: missing',
    'src/main/module.json5: module.pages: "$profile:main"'
  ),
  {
    what: 'no description of the module',
    make: (files) => files.delete('src/main/module.json5'),
    expected: ['src/main/module.json5 or src/main/module.json: content: missing']
  },
  fileDefect('src/main/ets/a.ets', "import { b } from './b';", 'src/main/ets/a.ets: import: ./b'),
  fileDefect('ts/a.ts', "export * from '../Index';", 'ts/a.ts: import: ../Index'),
  fileDefect('src/main/ets/a.ets', "import x from 'lodash';", 'src/main/ets/a.ets: import: lodash'),
  fileDefect(
    'src/main/ets/a.ets',
    "import x from '@ohos/hypium';",
    'src/main/ets/a.ets: import: @ohos/hypium'
  ),
  ...[undefined, 'Socket', 'socket-', '1socket', '@group', 'class', '@new/socket', 'a'.repeat(129)].map(
    (name) => ({
      ...manifestDefect('name', name),
      expected: [`${MANIFEST}: name: ${show(name)}`, 'README.md: installation: missing']
    })
  ),
  ...[undefined, '1.0', '1.02.0', 'v1.0.0'].map((version) => ({
    ...manifestDefect('version', version),
    expected: [`${MANIFEST}: version: ${show(version)}`, `CHANGELOG.md: ${version}: missing`]
  })),
  ...[undefined, 'Sockets', 'a'.repeat(513)].map((value) => manifestDefect('description', value)),
  ...[undefined, '', 'me@example.com', { email: 'me@example.com' }].map((value) =>
    manifestDefect('author', value)
  ),
  ...[undefined, [], ['udp', 1], 'udp'].map((value) => manifestDefect('keywords', value)),
  ...['', 'example.com/socket', 'https://localhost/socket'].map((value) =>
    manifestDefect('repository', value)
  ),
  manifestDefect('homepage', 'none'),
  ...[undefined, 'index.ts'].map((value) => manifestDefect('main', value)),
  ...['Index.d.ets', 'Index.ets'].map((value) => manifestDefect('types', value)),
  {
    what: 'obfuscated code without declarations',
    make: (files) => editManifest(files, { artifactType: 'obfuscation' }),
    expected: [`${MANIFEST}: types: missing`]
  },
  ...[undefined, 'Mulan PSL v2', 'GPL'].map((value) => manifestDefect('license', value)),
  ...[undefined, '', 'twelve', 12].map((value) => manifestDefect('compatibleSdkVersion', value)),
  ...[undefined, 'Android'].map((value) => manifestDefect('compatibleSdkType', value)),
  ...[undefined, 'false'].map((value) => manifestDefect('obfuscated', value)),
  ...[undefined, 'source'].map((value) => manifestDefect('artifactType', value)),
  manifestDefect('dynamicDependencies', []),
  ...[1, '', 'file:../other', 'file:./other', 'file:./other.har', '@module:other', '@param:other'].map(
    (value) => ({
      what: `a dependency on ${JSON.stringify(value)}`,
      make: (files: EditableFiles) => addDependencies(files, { other: value }),
      expected: [`${MANIFEST}: dependencies.other: ${JSON.stringify(value)}`]
    })
  ),
  fileDefect(
    'libs/arm64-v8a/libx.so',
    'text',
    'libs/arm64-v8a/libx.so: format: no ELF file',
    'libs/x86_64/libx.so: content: missing',
    `${MANIFEST}: nativeComponents: missing`
  ),
  {
    what: 'a native library for the wrong machine, and one for an unknown ABI',
    make: (files) => {
      files.set('libs/arm64-v8a/libx.so', elf(183)).set('libs/x86_64/libx.so', elf(183));
      files.set('libs/mips/libx.so', elf(8));
      editManifest(files, { nativeComponents: [{ name: 'libx.so', compatibleSdkVersion: '12' }] });
    },
    expected: [
      'libs/x86_64/libx.so: format: ELF machine 183',
      'libs/mips/libx.so: ABI: mips',
      `${MANIFEST}: nativeComponents: [{"name":"libx.so","compatibleSdkVersion":"12"}]`
    ]
  }
];

describe('the gates of a HAR', () => {
  it('takes the package of this project', async (t) => {
    assert.deepEqual(await checkHar(await writeHar(t, goodFiles())), []);
  });

  it('takes other forms that ohpm takes', async (t) => {
    const files = goodFiles();
    files
      .set('README.md', text('Run `ohpm i @group/my_socket.x`.'))
      .set('CHANGELOG.md', text('## [1.0.0-rc.1]\n\nAll.\n'));
    files.set('other/oh-package.json5', text('{}'));
    files.set('libs/arm64-v8a/libx.so', elf(183)).set('libs/x86_64/libx.so', elf(62));
    files.set('src/main/ets/a.ets', text("import x from 'libx.so';\nimport { b } from '@group/b/sub/path';"));
    editManifest(files, {
      name: '@group/my_socket.x',
      version: '1.0.0-rc.1',
      author: '鸿蒙 <me@example.com>(https://example.com)',
      repository: 'https://example.com/socket',
      compatibleSdkVersion: '5.0.0(12)',
      nativeComponents: [{ name: 'libx.so', compatibleSdkVersion: '12', compatibleSdkType: 'HarmonyOS' }]
    });
    const dependencies = {
      'libx.so': 'file:./other',
      '@group/b': '^1.0.0',
      c: '>=1.0.0 <2.0.0',
      d: 'tag:beta'
    };
    addDependencies(files, dependencies);
    assert.deepEqual(await checkHar(await writeHar(t, files)), []);
  });

  for (const { what, make, expected } of DEFECTS) {
    it(`finds ${what.slice(0, 100)}`, async (t) => {
      const files = goodFiles();
      make(files);
      const findings = await checkHar(await writeHar(t, files));
      const shown = findings.map(({ file, field, value }) => `${file}: ${field}: ${value}`);
      assert.deepEqual(shown.sort(), [...expected].sort());
      for (const { next } of findings) assert.match(next, /^[a-z].{5,}/);
    });
  }
});
