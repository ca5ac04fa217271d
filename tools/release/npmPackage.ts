import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageFiles } from '../../plugin/scripts/packageFiles.mts';
import { listFiles } from '../files.ts';
import type { Mismatch, ReleaseCheck } from './mismatch.ts';
import { projectJson, releaseVersion } from './projectFile.ts';

/** What the package has besides what is built, from the plugin's folder. */
const WRITTEN = [
  'package.json',
  'README.md',
  'README_zh.md',
  'LICENSE',
  'index.js',
  'app.mjs',
  'command.js',
  'outside.js',
  'dgram.d.ts',
  'net.d.ts',
  'tls.d.ts',
  'http.d.ts',
  'https.d.ts'
];

/** npm packs what is installed at the root of the workspace; a build would hide that it is missing. */
const NPM_PACK = ['pack', '--dry-run', '--json', '--ignore-scripts'];

const BUILD = 'run npm run build';

/** Without them npm's users have the weaker column of every table. */
const NATIVE_LIBRARIES = ['arm64-v8a', 'x86_64'].map(
  (abi) => `library/libs/${abi}/libtaro_harmony_socket.so`
);

interface Packed {
  name: string;
  version: string;
  files: { path: string }[];
}

/** What `npm pack -w plugin` would pack is the plugin, its types, the library's text and the native libraries, as they are now. */
export const checkNpmPackage: ReleaseCheck = async (root) => {
  const plugin = path.join(root, 'plugin');
  // npm's own words are a part of the error if it fails, and noise otherwise.
  const output = execFileSync('npm', NPM_PACK, { cwd: plugin, encoding: 'utf8', stdio: 'pipe' });
  const [packed] = JSON.parse(output) as [Packed];
  const found = new Set(packed.files.map((file) => file.path));
  const expected = new Map([...(await builtFiles(plugin)), ...writtenFiles(plugin)]);
  const mismatch = (
    file: string,
    subject: string,
    value: string,
    wanted: string,
    next: string
  ): Mismatch => ({
    file: `npm package: ${file}`,
    subject,
    found: value,
    expected: wanted,
    next
  });
  return [
    ...checkIdentity(packed, root),
    ...NATIVE_LIBRARIES.filter((file) => !found.has(file)).map((file) =>
      mismatch(file, 'file', 'absent', 'packed', 'run npm run build:native -- ohos, then npm run build')
    ),
    ...[...found]
      .filter((file) => !expected.has(file))
      .map((file) =>
        mismatch(file, 'file', 'packed', 'absent', 'take it out of "files" in plugin/package.json')
      ),
    ...[...expected].flatMap(([file, content]) => {
      if (!found.has(file)) {
        return [
          mismatch(
            file,
            'file',
            'absent',
            'packed',
            `${BUILD}, and name it in "files" of plugin/package.json`
          )
        ];
      }
      const isCurrent = readFileSync(path.join(plugin, file)).equals(content);
      return isCurrent
        ? []
        : [mismatch(file, 'content', 'that of an older build', 'that of the present sources', BUILD)];
    })
  ];
};

function checkIdentity(packed: Packed, root: string): Mismatch[] {
  const { name } = projectJson<{ name: string }>(root, 'library/oh-package.json5');
  const found = `${packed.name}@${packed.version}`;
  const expected = `${name}@${releaseVersion(root)}`;
  const next = 'correct name and version in plugin/package.json';
  return found === expected
    ? []
    : [{ file: 'npm package', subject: 'name and version', found, expected, next }];
}

async function builtFiles(plugin: string): Promise<[string, Buffer][]> {
  return [...(await packageFiles(plugin))].flatMap(([folder, files]) =>
    [...files].map(([name, text]): [string, Buffer] => [
      relative(plugin, path.join(folder, name)),
      Buffer.from(text)
    ])
  );
}

function writtenFiles(plugin: string): [string, Buffer][] {
  const types = listFiles(path.join(plugin, 'types'), () => true).map((file) => relative(plugin, file));
  return [...WRITTEN, ...types].map((file) => {
    const absolute = path.join(plugin, file);
    return [file, existsSync(absolute) ? readFileSync(absolute) : Buffer.alloc(0)];
  });
}

function relative(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/');
}
