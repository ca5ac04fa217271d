import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { FixtureApp } from './fixtureApp.ts';
import { build } from './taroCommand.ts';

it('builds an app of more pages than Rollup would load modules at once, one of which is named by its folder', async (t) => {
  const app = new FixtureApp({ plugins: ['taro-harmony-socket'] });
  t.after(() => app.remove());
  const pages = Array.from({ length: 30 }, (_, index) => `pages/page${index}/index`);
  for (const page of pages) app.write(`src/${page}.jsx`, 'export default () => null;\n');
  pages.push('pages/folder');
  app.write('src/pages/folder/index.jsx', 'export default () => null;\n');
  app.write('src/app.config.js', `export default ${JSON.stringify({ pages })};\n`);
  await build(app, 'harmony');
  for (const page of pages) assert.ok(existsSync(path.join(app.harmonyOutput, `${page}.ets`)), page);
});
