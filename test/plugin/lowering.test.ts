import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Plugin, ResolvedConfig } from 'vite';
import { createLoweringPlugin } from '../../plugin/dist/nodeModules/lowering.js';

test("modules that are made for Node are spared Taro's second pass of Babel, and no others", () => {
  const passed: string[] = [];
  const pass = (name: string): Plugin => ({
    name,
    transform: (_code, id) => void passed.push(`${name} ${id}`)
  });
  const ofTheApp: Plugin = { name: 'babel', transform: { handler: () => null } };
  const without: Plugin = { name: 'babel' };
  const plugins = [pass('babel'), pass('inject')];
  const lowering = createLoweringPlugin((file) => file.startsWith('/node_modules/client/'));
  (lowering.configResolved as (config: ResolvedConfig) => void)({
    plugins,
    build: { rollupOptions: { plugins: [ofTheApp, without] } }
  } as unknown as ResolvedConfig);
  const ids = ['/node_modules/client/a.js', '\0/node_modules/client/a.js?commonjs-proxy', '/src/page.js'];
  for (const { transform } of plugins)
    for (const id of ids)
      (transform as (this: unknown, code: string, id: string) => unknown).call({}, '', id);
  assert.equal(typeof ofTheApp.transform, 'object');
  assert.equal(without.transform, undefined);
  assert.deepEqual(passed, ['babel /src/page.js', ...ids.map((id) => `inject ${id}`)]);
});
