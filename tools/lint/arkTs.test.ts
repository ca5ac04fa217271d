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

test('the ArkTS check knows the system by the declarations of the SDK, not by ours', async (t) => {
  const root = scratchProject(t, {
    'test/declarations/@ohos.made.up.d.ts': 'export default interface MadeUp {}\n',
    'library/Index.ets': [
      "import ApplicationStateChangeCallback from '@ohos.app.ability.ApplicationStateChangeCallback';",
      "import MadeUp from '@ohos.made.up';",
      'export type Made = MadeUp;',
      'export class Watch implements ApplicationStateChangeCallback {',
      '  onApplicationForeground(): void {}',
      '  onApplicationBackground(): void {}',
      '}',
      ''
    ].join('\n')
  });
  await expectFindings(checkArkTs, root, [
    ['library/Index.ets:2', /Cannot find module '@ohos.made.up'/],
    ['library/Index.ets:4', /arkts-implements-only-iface/]
  ]);
});

test('the ArkTS check does not warn of what the SDK throws of wrong arguments only', async (t) => {
  const root = scratchProject(t, {
    'library/Index.ets': [
      "import util from '@ohos.util';",
      "import cryptoFramework from '@ohos.security.cryptoFramework';",
      'export function text(bytes: Uint8Array): string {',
      "  return util.TextDecoder.create('utf-8').decodeToString(bytes);",
      '}',
      'export function random(): Uint8Array {',
      '  return cryptoFramework.createRandom().generateRandomSync(1).data;',
      '}',
      ''
    ].join('\n')
  });
  await expectFindings(checkArkTs, root, [['library/Index.ets:7', /may throw exceptions/]]);
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
