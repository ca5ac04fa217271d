import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Plugin, ResolvedConfig } from 'vite';
import { createGlobalsPlugins } from '../../plugin/dist/nodeModules/globals.js';
import { built } from './nodeApp.ts';

type Transform = (this: unknown, code: string, id: string) => unknown;

test("Taro's names of browsers are kept from installed packages for Node, and come behind Node's in those of a workspace", () => {
  const given: string[] = [];
  const inject: Plugin = { name: 'inject', transform: (_code, id) => void given.push(id) };
  const globals = createGlobalsPlugins((file) => file.includes('client'));
  (globals[0]?.configResolved as (config: ResolvedConfig) => void)({
    plugins: [],
    build: { rollupOptions: { plugins: [inject] } }
  } as unknown as ResolvedConfig);
  const [installed, other, workspace, page, ofSockets] = [
    '/node_modules/client/a.js',
    '/node_modules/other/a.js',
    '/packages/client/a.ts',
    '/src/page.js',
    '/src/sockets.js'
  ];
  for (const id of [installed, other, workspace, page, ofSockets]) {
    const code = id === ofSockets ? "import 'net';" : '';
    const transforms = [inject.transform, () => given.push('Node'), globals[1]?.transform] as Transform[];
    for (const transform of transforms) transform.call({}, code, id);
  }
  assert.deepEqual(given, ['Node', other, 'Node', 'Node', workspace, page, 'Node', 'Node', ofSockets]);
});

test('all code has `global`, as in mini programs', async (t) => {
  const { said, run } = await built(t, {
    page: "import { seen } from 'for-pages'; console.log(seen, global.Date === Date);",
    packages: {
      'for-pages/index.js':
        'global.Date = Date; export const seen = [global === globalThis, typeof process].join();'
    }
  });
  assert.equal(await run(), 'true,undefined true\n');
  assert.equal(said, '');
});
