import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { checkWithEslint } from './eslint.ts';
import { expectFindings } from './expectFindings.ts';
import { checkFormatting } from './formatting.ts';
import { scratchProject } from './scratchProject.ts';
import { checkTypes } from './types.ts';

test('ESLint checks types across .ts and .ets files', async (t) => {
  const root = scratchProject(t, {
    'library/Index.ets': "export { late } from './src/main/ets/late';\n",
    'library/src/main/ets/late.ets': [
      'export async function late(): Promise<number> {',
      '  await Promise.resolve();',
      '  return 1;',
      '}',
      'export function early(): void {',
      '  late();',
      '}',
      ''
    ].join('\n'),
    'src/floats.ts': "import { late } from '../library/Index.ets';\n\nlate();\n",
    'plugin/src/floats.ts': 'Promise.resolve();\n',
    'plugin/src/folder.ts':
      'export const folderOf = (entry: { parentPath: string }): string => entry.parentPath;\n',
    'example/src/equal.tsx': 'export const same = (a: number, b: number): boolean => a == b;\n'
  });
  await expectFindings(checkWithEslint, root, [
    ['example/src/equal.tsx:1', /eqeqeq/],
    ['library/src/main/ets/late.ets:6', /no-floating-promises/],
    ['plugin/src/floats.ts:1', /no-floating-promises/],
    ['plugin/src/folder.ts:1', /no-restricted-properties/],
    ['src/floats.ts:3', /no-floating-promises/]
  ]);
});

test('ESLint keeps system modules in the system folder and code out of Index.ets', async (t) => {
  const importSocket = "import socket from '@ohos.net.socket';\n\n";
  const open =
    'export function open(): socket.UDPSocket {\n  return socket.constructUDPSocketInstance();\n}\n';
  const root = scratchProject(t, {
    'library/Index.ets':
      "import { open } from './src/main/ets/system/open';\n\nexport const opened: Object = open();\n",
    'library/src/main/ets/system/open.ets': importSocket + open,
    'library/src/main/ets/system/other.ets':
      "import { it } from '@ohos/hypium';\n\nexport const other: Object = it;\n",
    'library/src/main/ets/open.ets': importSocket + open
  });
  await expectFindings(checkWithEslint, root, [
    ['library/Index.ets:1', /only re-exports/],
    ['library/Index.ets:3', /only re-exports/],
    ['library/src/main/ets/open.ets:1', /Only library\/src\/main\/ets\/system/],
    ['library/src/main/ets/system/other.ets:1', /@ohos modules and its native companion only/]
  ]);
});

test('the type check covers each tsconfig.json and sees the types of .ets files', async (t) => {
  const root = scratchProject(t, {
    'library/Index.ets': 'export const port: number = 1;\n',
    'src/wrong.ts': "import { port } from '../library/Index.ets';\n\nexport const text: string = port;\n",
    'plugin/src/wrong.ts': 'export const text: string = 1;\n',
    'example/src/wrong.ts': 'export const text: string = 2;\n'
  });
  await expectFindings(checkTypes, root, [
    ['src/wrong.ts:3', /'number' is not assignable/],
    ['plugin/src/wrong.ts:1', /'number' is not assignable/],
    ['example/src/wrong.ts:1', /'number' is not assignable/]
  ]);
});

test('the format check covers every kind of file, and tells which cannot be parsed', async (t) => {
  const { CI } = process.env;
  // Prettier colours what it prints where this is set.
  process.env['CI'] = 'true';
  t.after(() => {
    if (CI === undefined) delete process.env['CI'];
    else process.env['CI'] = CI;
  });
  const root = scratchProject(t, {
    'library/Index.ets': 'export const a: number = 1;\nexport const b : number = 2;\n',
    'library/wrong.ets': 'export const = 1;\n',
    'src/a.ts': 'export const a = 1;\nexport const b = "2";\n',
    'src/wrong.ts': 'export const = 1;\n',
    'notes.md': '# Notes\n\n\n\ntext\n',
    'build-profile.json5': '{ "app": {} }\n',
    'tsconfig.json': '{}\n',
    'plugin/tsconfig.json': '{}\n',
    'plugin/hybrid/tsconfig.json': '{}\n',
    'example/tsconfig.json': '{}\n'
  });
  await expectFindings(checkFormatting, root, [
    ['library/Index.ets:1', /npm run format/],
    ['notes.md:1', /npm run format/],
    ['src/a.ts:1', /npm run format/],
    ['library/wrong.ets:1', /cannot be formatted: SyntaxError/],
    ['src/wrong.ts:1', /cannot be formatted: SyntaxError/]
  ]);
});

test('ESLint finds files of more than 400 lines, without those that hold no code', async (t) => {
  const statements = (count: number): string => `// line\n\n${'export {};\n'.repeat(count)}`;
  const root = scratchProject(t, { 'src/full.ts': statements(400), 'library/Index.ets': statements(401) });
  const findings = (await checkWithEslint(root)).filter(({ message }) => message.includes('max-lines'));
  assert.deepEqual(
    findings.map(({ file }) => path.relative(root, file)),
    ['library/Index.ets']
  );
});
