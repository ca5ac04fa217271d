import inject from '@rollup/plugin-inject';
import { parse } from 'acorn';
import assert from 'node:assert/strict';
import { SourceMap } from 'node:module';
import { test } from 'node:test';
import type { Plugin, ResolvedConfig } from 'vite';
import { createGlobalsPlugins } from '../../plugin/dist/nodeModules/globals.js';
import { mendTaroPlugins } from '../../plugin/dist/taroPlugins.js';

interface Made {
  code: string;
  map: { version: number; names: string[]; sources: string[]; mappings: string } | null;
}

type Transform = (this: unknown, code: string, id: string) => Made | Promise<Made>;

/** What of Rollup the plugins call. */
const ROLLUP = { parse: (code: string) => parse(code, { ecmaVersion: 'latest', sourceType: 'module' }) };

test("Taro's styles map no character to itself", async () => {
  const map = { version: 3, names: [], sources: [''], mappings: 'AAAA,CAAC,CAAC' };
  const styles = { name: 'taro:vite-style', transform: () => Promise.resolve({ code: 'abc', map }) };
  mendTaroPlugins([styles], true);
  const made = await (styles.transform as Transform).call({}, 'abc', '/src/a.jsx');
  assert.deepEqual(made, { code: 'abc', map: null });
});

test('names that modules get by imports are mapped by lines, those of browsers as well as those of Node', async () => {
  const ofTaro = { ...inject({ modules: { document: ['runtime', 'document'] } }), name: 'inject' } as Plugin;
  const [globals] = createGlobalsPlugins((file) => file.includes('client'));
  (globals?.configResolved as (config: ResolvedConfig) => void)({
    plugins: [],
    build: { rollupOptions: { plugins: [ofTaro] } }
  } as unknown as ResolvedConfig);
  const code = 'const a = 1;\n\nexport const b = [document, Buffer, a];\n';
  for (const [plugin, id] of [
    [ofTaro, '/src/page.js'],
    [globals, '/node_modules/client/index.js']
  ] as const) {
    const made = await (plugin?.transform as Transform).call(ROLLUP, code, id);
    assert.ok(made.map);
    assert.match(made.code, /^import /);
    const line = made.code.split('\n').findIndex((text) => text.startsWith('export const b'));
    const { originalLine } = new SourceMap({
      ...made.map,
      file: '',
      sourcesContent: [],
      sourceRoot: ''
    }).findEntry(line, 0) as { originalLine: number };
    assert.equal(originalLine, 2);
    assert.equal(made.map.mappings.match(/[A-Z]+/g)?.length, code.split('\n').length);
  }
});
