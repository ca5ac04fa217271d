import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Plugin, ResolvedConfig } from 'vite';
import { createGlobalsPlugin } from '../../plugin/dist/nodeModules/globals.js';

type Transform = (this: unknown, code: string, id: string) => unknown;

test("installed packages that are made for Node do without Taro's names of browsers, and those of a workspace have them", () => {
  const given: string[] = [];
  const inject: Plugin = { name: 'inject', transform: (_code, id) => void given.push(id) };
  const globals = createGlobalsPlugin((file) => file.includes('client'));
  (globals.configResolved as (config: ResolvedConfig) => void)({
    plugins: [inject]
  } as unknown as ResolvedConfig);
  for (const id of [
    '/node_modules/client/a.js',
    '/node_modules/other/a.js',
    '/packages/client/a.ts',
    '/src/page.js'
  ])
    (inject.transform as Transform).call({}, '', id);
  assert.deepEqual(given, ['/node_modules/other/a.js', '/packages/client/a.ts', '/src/page.js']);
});
