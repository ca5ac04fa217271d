import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as vite from 'vite';
import * as newerVite from 'vite7';
import { resolvedPlugins } from '../../plugin/dist/resolvedPlugins.js';

type ResolvedConfig = Parameters<typeof resolvedPlugins>[0];

for (const { version, resolveConfig } of [vite, newerVite]) {
  it(`has the plugins of Vite ${version} and those that are for Rollup alone, each once`, async () => {
    const config = await resolveConfig(
      {
        configFile: false,
        plugins: [{ name: 'of-vite' }],
        build: { rollupOptions: { plugins: [{ name: 'of-rollup' }, null] } }
      },
      'build'
    );
    const names = resolvedPlugins(config as ResolvedConfig).map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => name.startsWith('of-')),
      ['of-vite', 'of-rollup']
    );
    assert.equal(new Set(names).size, names.length);
  });
}
