import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  chmodSync,
  writeFileSync
} from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type Header, extract, pack } from 'tar-stream';
import { deliverLibrary } from '../../plugin/src/libraryCopy.ts';
import { hasNativeLibraries, withoutCompanion } from '../../plugin/src/project/nativeCompanion.ts';
import { readFolder } from '../../plugin/scripts/folderFiles.mts';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { packArchive, readArchive } from '../../tools/har/archive.ts';
import { checkHar } from '../../tools/har/checkHar.ts';
import { harFiles } from '../../tools/har/harFiles.ts';
import { editManifest, goodFiles, readArkTs, scratchFolder, writeHar } from './harFixture.ts';

/** What the package is made of. */
const INPUTS = ['library', 'build-profile.json5'];

describe('the HAR', () => {
  it('has the same bytes wherever and whenever it is packed', async (t) => {
    const root = copyOfProject(t);
    const archive = await packArchive(harFiles(root));
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      const file = path.join(root, name);
      if (statSync(file).isFile()) chmodSync(file, 0o700);
      utimesSync(file, new Date(0), new Date(0));
    }
    assert.deepEqual(await packArchive(new Map([...harFiles(root)].reverse())), archive);
  });

  it('says nothing of the machine that packed it', async () => {
    const archive = await packArchive(goodFiles());
    assert.equal(Buffer.from(archive.subarray(0, 10)).toString('hex'), '1f8b0800000000000203');
    const headers = await headersOf(archive);
    assert.ok(headers.length > 40);
    assert.deepEqual(
      headers.map(({ name }) => name),
      headers.map(({ name }) => name).sort()
    );
    for (const { name, mode, uid, gid, uname, gname, mtime, type } of headers) {
      assert.match(name, /^package\//);
      assert.deepEqual(
        { mode, uid, gid, uname, gname, type },
        { mode: 0o644, uid: 0, gid: 0, uname: '', gname: '', type: 'file' }
      );
      assert.deepEqual(mtime, new Date('1985-10-26T08:15:00Z'));
    }
  });

  it('has the library, the texts and the rules as they stand in library/', (t) => {
    const root = copyOfProject(t);
    const packed = textsOf(harFiles(root));
    const library = readArkTs(path.join(root, 'library/src/main/ets'));
    assert.ok(library.size > 30);
    const inHar = new Map([...library].map(([name, text]) => [`src/main/ets/${name}`, text]));
    // The copy of the project has no native libraries.
    for (const [name, text] of withoutCompanion(inHar)) assert.equal(packed.get(name), text);
    for (const name of [
      'Index.ets',
      'README.md',
      'README_zh.md',
      'CHANGELOG.md',
      'LICENSE',
      'src/main/module.json5'
    ]) {
      assert.equal(packed.get(name), readFileSync(path.join(root, 'library', name), 'utf8'));
    }
    const rules = readFileSync(path.join(root, 'library/consumer-rules.txt'), 'utf8');
    assert.equal(packed.get('obfuscation.txt'), rules);
    assert.equal(packed.get('consumer-rules.txt'), rules);
  });

  it('has the same TypeScript as a Taro build', (t) => {
    const root = copyOfProject(t);
    const output = scratchFolder(t);
    const library = path.join(root, 'library');
    deliverLibrary(library, output, '', hasNativeLibraries(library));
    const delivered = readFolder(path.join(output, 'npm/taro-harmony-socket'));
    delivered.delete('taro.ts'); // Taro's facade
    const packed = [...textsOf(harFiles(root))].filter(([name]) => name.startsWith('ts/'));
    assert.deepEqual(new Map(packed.map(([name, text]) => [name.slice('ts/'.length), text])), delivered);
  });

  it('leaves out what DevEco puts beside the sources', (t) => {
    const root = copyOfProject(t);
    for (const name of [
      'build/x.ets',
      'oh_modules/a/Index.ets',
      'src/test/a.ets',
      '.preview/x.ets',
      'local.properties'
    ]) {
      const file = path.join(root, 'library', name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, 'x');
    }
    assert.deepEqual([...harFiles(root).keys()], [...goodFiles().keys()]);
  });

  it('brings native libraries if they were built, and says so in its manifest', async (t) => {
    const root = copyOfProject(t);
    for (const [abi, machine] of [
      ['arm64-v8a', 183],
      ['x86_64', 62]
    ] as const) {
      const elf = Buffer.alloc(64);
      elf.write('\x7fELF', 'latin1');
      elf.writeUInt16LE(machine, 18);
      const folder = path.join(root, 'library/libs', abi);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'libextra.so'), elf);
      writeFileSync(path.join(folder, 'notes.txt'), 'not packed');
    }
    const files = new Map(harFiles(root));
    const native = [...files.keys()].filter((name) => name.includes('extra') || name.includes('notes'));
    assert.deepEqual(native, ['libs/arm64-v8a/libextra.so', 'libs/x86_64/libextra.so']);
    const manifest = JSON.parse(textsOf(files).get('oh-package.json5') ?? '') as {
      nativeComponents: unknown[];
    };
    const sdk = { compatibleSdkVersion: '12', compatibleSdkType: 'HarmonyOS' };
    assert.deepEqual(
      manifest.nativeComponents.filter((each) => JSON.stringify(each).includes('libextra')),
      [{ name: 'libextra.so', ...sdk }]
    );
    assert.deepEqual(await checkHar(await writeHar(t, files)), []);
  });

  it('cannot be packed without the rules for obfuscated apps', (t) => {
    const root = copyOfProject(t, (file) => !file.endsWith('consumer-rules.txt'));
    assert.throws(() => harFiles(root), /consumer-rules\.txt does not exist/);
  });
});

describe('har --check of a damaged archive', () => {
  const damages: [string, (t: TestContext) => Promise<string>, RegExp][] = [
    [
      'another name',
      (t) => writeHar(t, goodFiles(), 'some.zip'),
      /^archive: name: some\.zip: end it in \.har$/
    ],
    ['no such file', () => Promise.resolve('nowhere.har'), /^archive: file: ENOENT.*: give the path/],
    ['no gzip', (t) => writeBytes(t, Buffer.from('package')), /^archive: format: .*: make it a gzipped tar$/],
    ['no tar', (t) => writeBytes(t, gzipSync('package')), /^archive: format: .*: make it a gzipped tar$/],
    [
      'cut off',
      async (t) => writeBytes(t, (await packArchive(goodFiles())).subarray(0, 20_000)),
      /^archive: format: /
    ],
    [
      'too large',
      async (t) => {
        const file = await writeBytes(t, Buffer.alloc(1));
        truncateSync(file, 300 * 1024 * 1024 + 1);
        return file;
      },
      /^archive: size: 314572801 bytes: stay below/
    ],
    [
      'no manifest',
      (t) => writeEntries(t, [{ name: 'package/README.md' }]),
      /^oh-package\.json5: text: .*: make it a JSON5 object$/
    ],
    [
      'a manifest that is no object',
      (t) => writeHar(t, goodFiles().set('oh-package.json5', Buffer.from('[]'))),
      /^oh-package\.json5: text: it is not an object: make it a JSON5 object$/
    ]
  ];
  for (const [what, make, expected] of damages) {
    it(`finds: ${what}`, async (t) => {
      const findings = await checkHar(await make(t));
      const shown = findings.map(({ file, field, value, next }) => `${file}: ${field}: ${value}: ${next}`);
      assert.equal(shown.length, 1);
      assert.match(shown[0] ?? '', expected);
    });
  }

  it('finds entries that are not files of the package', async (t) => {
    const file = await writeEntries(t, [
      { name: 'package/', type: 'directory' },
      { name: 'README.md' },
      { name: 'package/../../evil' },
      { name: 'package/link', type: 'symlink', linkname: '/etc/passwd' },
      { name: 'package/twice' },
      { name: 'package/twice' },
      { name: 'package/oh-package.json5', size: 2 }
    ]);
    const shown = (await checkHar(file)).map(({ file: part, field, value }) => `${part}: ${field}: ${value}`);
    assert.deepEqual(shown.slice(0, 4), [
      'README.md: path: README.md',
      'package/../../evil: path: package/../../evil',
      'package/link: type: symlink',
      'package/twice: path: package/twice'
    ]);
  });
});

describe('the commands', () => {
  it('of the HAR writes a package and says what is in it', (t) => {
    const output = scratchFolder(t);
    const { status, stdout } = run('main.ts', ['--root', copyOfProject(t), '--output', output]);
    assert.match(readdirSync(output).join(), /^taro-harmony-socket-\d+\.\d+\.\d+\.har$/);
    assert.match(stdout, /^har: wrote .*\.har: \d+ files, [\d.]+ KiB$/m);
    assert.match(stdout, /^har: sha256 [0-9a-f]{64}$/m);
    assert.match(stdout, /^har: native libraries: /m);
    assert.match(stdout, /^har: .*\.har: ok$/m);
    assert.equal(status, 0);
  });

  it('with --check prints file, field, value and next step, and ends with 1', async (t) => {
    const bad = goodFiles();
    editManifest(bad, { license: 'WTF' });
    const files = [await writeHar(t, bad, 'bad.har'), await writeHar(t, goodFiles(), 'good.har')];
    const { status, stdout } = run('main.ts', ['--check', ...files]);
    assert.match(stdout, /bad\.har: oh-package\.json5: license: "WTF": give an SPDX identifier/);
    assert.match(stdout, /bad\.har: 1 findings$/m);
    assert.match(stdout, /good\.har: ok$/m);
    assert.equal(status, 1);
    assert.equal(run('main.ts', ['--check', ...files.slice(1)]).status, 0);
    assert.equal(run('main.ts', ['--check']).status, 1);
  });
});

/** What packing needs, without native libraries: whether they were built must not matter. */
function copyOfProject(t: TestContext, accepts: (file: string) => boolean = () => true): string {
  const root = scratchFolder(t);
  const filter = (file: string): boolean => path.basename(file) !== 'libs' && accepts(file);
  for (const name of INPUTS)
    cpSync(path.join(repositoryRoot, name), path.join(root, name), { recursive: true, filter });
  return root;
}

function textsOf(files: ReadonlyMap<string, Uint8Array>): Map<string, string> {
  return new Map([...files].map(([name, content]) => [name, Buffer.from(content).toString()]));
}

async function headersOf(archive: Uint8Array): Promise<Header[]> {
  const tar = extract();
  tar.end(gunzipSync(archive));
  const headers: Header[] = [];
  for await (const entry of tar) {
    headers.push(entry.header);
    entry.resume();
  }
  assert.equal((await readArchive(archive)).length, headers.length);
  return headers;
}

async function writeEntries(
  t: TestContext,
  headers: (Partial<Header> & Pick<Header, 'name'>)[]
): Promise<string> {
  const tar = pack();
  for (const header of headers) tar.entry(header, '{}'.slice(0, header.size ?? 0));
  tar.finalize();
  return writeBytes(t, gzipSync(await buffer(tar)));
}

function writeBytes(t: TestContext, bytes: Uint8Array): Promise<string> {
  const file = path.join(scratchFolder(t), 'some.har');
  writeFileSync(file, bytes);
  return Promise.resolve(file);
}

function run(tool: string, args: readonly string[]): { status: number | null; stdout: string } {
  const command = ['--import', 'tsx', path.join('tools/har', tool), ...args];
  return spawnSync(process.execPath, command, {
    cwd: repositoryRoot,
    encoding: 'utf8',
    // With this variable node:test would take the process for a part of the present run.
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
    timeout: 600_000
  });
}
