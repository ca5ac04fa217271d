import { test } from 'node:test';
import { checkArkTs } from './arkTs.ts';
import { checkDeclarations } from './declarations.ts';
import { expectFindings } from './expectFindings.ts';
import { scratchProject } from './scratchProject.ts';
import { checkPlainTypeScript } from './types.ts';

const GOOD = `import socket from '@ohos.net.socket';

export function open(): socket.UDPSocket {
  return socket.constructUDPSocketInstance();
}
`;

test('the ArkTS check takes correct code', async (t) => {
  const root = scratchProject(t, { 'library/Index.ets': GOOD });
  await expectFindings(checkArkTs, root, []);
});

test('the ArkTS check finds type errors against the system modules', async (t) => {
  const root = scratchProject(t, {
    'library/Index.ets': GOOD.replace('UDPSocketInstance', 'TCPSocketInstance')
  });
  await expectFindings(checkArkTs, root, [['library/Index.ets:4', /'TCPSocket' is missing|not assignable/]]);
});

test('the ArkTS check finds what ArkTS forbids', async (t) => {
  const root = scratchProject(t, {
    'library/Index.ets': `${GOOD}export let anything: any = 1;\n`,
    'test/specs/a.test.ets':
      'class Pair { a: number = 1; }\nconst { a } = new Pair();\nexport const b: number = a;\n'
  });
  await expectFindings(checkArkTs, root, [
    ['library/Index.ets:6', /arkts-no-any-unknown/],
    ['test/specs/a.test.ets:2', /arkts-no-destruct-decls/]
  ]);
});

test('the ArkTS check finds what the linter lets pass in third-party code, although a folder is named build', async (t) => {
  const root = scratchProject(t, {
    'library/Index.ets': "class Pair { a: number = 1; }\nexport const a: Object = new Pair()['a'];\n"
  });
  await expectFindings(checkArkTs, root, [['library/Index.ets:2', /arkts-no-props-by-index/]]);
});

test('the ArkTS check finds type errors inside the struct of a page', async (t) => {
  const root = scratchProject(t, {
    'library/Index.ets': GOOD,
    'entry/src/main/ets/pages/Index.ets': [
      '@Entry',
      '@ComponentV2',
      'struct Index {',
      "  @Local text: string = '';",
      '  build() {',
      '    Column() {',
      '      Text(this.txt)',
      '    }',
      '  }',
      '}',
      ''
    ].join('\n')
  });
  await expectFindings(checkArkTs, root, [['entry/src/main/ets/pages/Index.ets:7', /'txt' does not exist/]]);
});

test('the ArkTS check counts warnings', async (t) => {
  const root = scratchProject(t, {
    'library/Index.ets': [
      '/** @throws { BusinessError } 401 - always */',
      "export function fail(): void { throw new Error('always'); }",
      'export function call(): void { fail(); }',
      ''
    ].join('\n')
  });
  await expectFindings(checkArkTs, root, [['library/Index.ets:3', /may throw exceptions/]]);
});

test('the ArkTS check fails without a library', async (t) => {
  await expectFindings(checkArkTs, scratchProject(t, {}), [['library:1', /no \.ets file/]]);
});

test('the declaration check takes our declarations', async (t) => {
  await expectFindings(checkDeclarations, scratchProject(t, {}), []);
});

test('the declaration check finds an unknown type, which turns into any elsewhere', async (t) => {
  const root = scratchProject(t, {
    'library/Index.ets': 'export const size: string = sizeOf();\n',
    'test/declarations/extra.d.ts': 'declare function sizeOf(): integer;\n'
  });
  await expectFindings(checkArkTs, root, []);
  await expectFindings(checkDeclarations, root, [['test/declarations/extra.d.ts:1', /'integer'/]]);
});

test('the plain TypeScript check finds what only newer compilers object to', async (t) => {
  const root = scratchProject(t, {
    'library/Index.ets': 'export function bytes(view: Uint8Array): ArrayBuffer {\n  return view.buffer;\n}\n'
  });
  await expectFindings(checkArkTs, root, []);
  await expectFindings(checkPlainTypeScript, root, [['library/Index.ets:2', /SharedArrayBuffer/]]);
});
