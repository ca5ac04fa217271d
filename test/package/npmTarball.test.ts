import assert from 'node:assert/strict';
import { appendFileSync, cpSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { it } from 'node:test';
import { readFolder } from '../../plugin/scripts/folderFiles.mts';
import { asTypeScript } from '../../plugin/src/libraryCopy.ts';
import { hasNativeLibraries, withoutCompanion } from '../../plugin/src/project/nativeCompanion.ts';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { loadBuiltApi } from '../plugin/builtApi.ts';
import { FixtureApp } from '../plugin/fixtureApp.ts';
import { relativeImports } from '../plugin/relativeImports.ts';
import { build } from '../plugin/taroCommand.ts';
import { readArkTs, scratchFolder } from './harFixture.ts';
import { installPlugin, packPlugin } from './installedPlugin.ts';

const NAME = 'taro-harmony-socket';
const MARK = 'the tarball is at work';

it('a fresh Taro app gets the sockets from the tarball that npm installed, and from nowhere else', async (t) => {
  const folder = scratchFolder(t);
  const installed = installPlugin(packPlugin(folder), folder);
  const app = new FixtureApp({ plugins: [NAME] });
  t.after(() => app.remove());
  for (const name of ['README.md', 'LICENSE', 'command.js', 'types/taro.d.ts', 'dist/library/Index.d.ts']) {
    assert.ok(readFolder(installed).has(name), `${name} is missing`);
  }
  const own = app.ownPackage(NAME);
  cpSync(installed, own, { recursive: true });
  // Not the repository's: others may stand there under the same names.
  const dependencies = path.dirname(installed);
  cpSync(dependencies, path.join(own, 'node_modules'), {
    recursive: true,
    filter: (file) => file !== installed
  });
  assert.equal(
    realpathSync(createRequire(path.join(app.folder, 'package.json')).resolve(NAME)),
    realpathSync(`${own}/index.js`)
  );
  // What the repository's own copies do not have must show up in the build.
  appendFileSync(path.join(own, 'index.js'), `console.log('${MARK}');\n`);
  appendFileSync(path.join(own, 'library/Index.ets'), `// ${MARK}\n`);

  assert.match(await build(app, 'harmony'), new RegExp(MARK));

  const delivered = readFolder(path.join(app.harmonyOutput, 'npm', NAME));
  const source = path.join(own, 'library');
  const arkTs = readArkTs(source);
  assert.equal(delivered.delete('taro.ts'), true, 'the facade is delivered');
  assert.deepEqual(delivered, asTypeScript(hasNativeLibraries(source) ? arkTs : withoutCompanion(arkTs)));
  assert.match(String(delivered.get('index.ts')), new RegExp(`// ${MARK}\n$`));
  // A package that was built without native libraries has none to deliver.
  for (const [name, content] of [...readFolder(source)].filter(([file]) => file.endsWith('.so'))) {
    assert.deepEqual(readFileSync(path.resolve(app.harmonyOutput, '../../..', name)), content);
  }
  const { defaultExport, namedExports, library } = await loadBuiltApi(app.harmonyOutput);
  for (const { createUDPSocket, createTCPSocket } of [defaultExport, namedExports]) {
    assert.ok(createUDPSocket() instanceof library.UDPSocket);
    assert.ok(createTCPSocket() instanceof library.TCPSocket);
  }
  assert.deepEqual(relativeImports(app.harmonyOutput).unresolved, []);
  for (const [file, text] of readFolder(app.harmonyOutput)) {
    assert.ok(!text.includes(repositoryRoot), `${file} names the repository`);
  }
});
