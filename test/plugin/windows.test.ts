import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { checkProject } from '../../plugin/dist/check/checkProject.js';
import type * as CheckProject from '../../plugin/src/check/checkProject.ts';
import type * as Catalogue from '../../plugin/src/nodeModules/catalogue.ts';
import type * as NodeResolution from '../../plugin/src/nodeModules/nodeResolution.ts';
import type * as NodeModulesPlugin from '../../plugin/src/nodeModules/nodeModulesPlugin.ts';
import type * as Report from '../../plugin/src/nodeModules/report.ts';
import type * as LibraryCopy from '../../plugin/src/libraryCopy.ts';
import type * as EntryModule from '../../plugin/src/project/entryModule.ts';
import type * as OutputImports from '../../plugin/src/outputImports.ts';
import type * as PicturesPlugin from '../../plugin/src/picturesPlugin.ts';
import type * as TaroPlugins from '../../plugin/src/taroPlugins.ts';
import { MendedProject } from './check/mendedProject.ts';
import { FixtureApp } from './fixtureApp.ts';
import { folderSnapshot } from './folderSnapshot.ts';
import { loadOnWindows } from './windows.ts';

const LIBRARY = path.resolve(import.meta.dirname, '../../library');

/** This machine's path as Windows writes one. */
function windowsPath(file: string): string {
  return file.replaceAll('/', '\\');
}

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('on Windows', () => {
  it('the delivered library has the same files, and without the companion no import of it', (t) => {
    const { deliverLibrary } = loadOnWindows<typeof LibraryCopy>('libraryCopy.js');
    const folder = temporaryFolder(t);
    deliverLibrary(LIBRARY, windowsPath(folder), '', false);
    const delivered = folderSnapshot(path.join(folder, 'npm/taro-harmony-socket'));
    assert.ok(delivered.has('src/main/ets/channel/Channels.ts'));
    assert.ok(delivered.has('index.ts'));
    for (const [name, text] of delivered)
      assert.ok(!text.includes("from 'libtaro"), `${name} imports the companion`);
    assert.match(
      delivered.get('src/main/ets/system/nativeCompanion.ts') ?? '',
      /not delivered with this copy/
    );
  });

  it("Taro's plugin for names of its API sees paths as it compares them", () => {
    const { mendTaroPlugins } = loadOnWindows<typeof TaroPlugins>('taroPlugins.js');
    const seen: string[] = [];
    const transform = (_code: string, id: string): null => {
      seen.push(id);
      return null;
    };
    const plugin = { name: 'taro:vite-import-api', transform };
    mendTaroPlugins([plugin], false);
    plugin.transform('', 'C:/app/src/pages/index/index.tsx');
    assert.deepEqual(seen, ['C:\\app\\src\\pages\\index\\index.tsx']);
  });

  it('pictures of folders get names that pages find, once for whatever names them', (t) => {
    const { createPicturesPlugin } = loadOnWindows<typeof PicturesPlugin>('picturesPlugin.js');
    const main = temporaryFolder(t);
    const media = path.join(main, 'resources/base/media');
    mkdirSync(path.join(media, 'assets/icons'), { recursive: true });
    writeFileSync(path.join(media, 'assets/icons/p.png'), 'picture');
    const sources = 'C:\\app\\src';
    const { transform } = createPicturesPlugin(windowsPath(path.join(main, 'ets')), sources) as unknown as {
      transform: (code: string, id: string) => { code: string };
    };
    const named = 'resource://base/media/assets\\icons\\p.png';
    for (const given of [named, windowsPath(path.join(media, 'assets/icons/p.png'))]) {
      const { code } = transform(`export default ${JSON.stringify(given)}`, 'C:/app/src/assets/icons/p.png');
      assert.equal(code, 'export default "resource://base/media/assets_icons_p.png"');
    }
    assert.deepEqual(readdirSync(media), ['assets_icons_p.png']);
  });

  it('imports of files in the output are relative, in whichever way Rollup has them', () => {
    const { relativizeOutputImports } = loadOnWindows<typeof OutputImports>('outputImports.js');
    const outputRoot = 'C:\\app\\harmony\\entry\\src\\main\\ets';
    const native = `${outputRoot}\\npm\\@tarojs\\runtime`;
    const slashes = 'C:/app/harmony/entry/src/main/ets/npm/taro-harmony-socket/taro';
    const elsewhere = 'D:\\npm\\other';
    const code = `import a from 'C:\\\\app\\\\harmony\\\\entry\\\\src\\\\main\\\\ets\\\\npm\\\\@tarojs\\\\runtime';
import b from '${slashes}';
import c from 'D:\\\\npm\\\\other';`;
    assert.equal(
      relativizeOutputImports(
        code,
        [native, slashes, elsewhere],
        'pages/index/index_taro_comp.js',
        outputRoot
      ),
      `import a from '../../npm/@tarojs/runtime';
import b from '../../npm/taro-harmony-socket/taro';
import c from 'D:\\\\npm\\\\other';`
    );
  });

  it("modules of this package's are known by Vite's ids and by Node's paths", () => {
    const { isOurs, missingName, replacement } = loadOnWindows<typeof Catalogue>('nodeModules/catalogue.js');
    for (const name of ['net', 'dgram', 'stream', 'child_process', 'stream/web']) {
      assert.doesNotMatch(replacement(name), /\\/, `the id of ${name} has slashes, as all of Vite's have`);
    }
    const net = replacement('net');
    assert.equal(isOurs(net), true);
    assert.equal(isOurs(net.replaceAll('/', '\\')), true);
    assert.equal(isOurs(replacement('stream')), false);
    assert.equal(isOurs('net'), false);
    assert.equal(missingName(replacement('child_process')), 'child_process');
    assert.equal(missingName(replacement('stream/web')), 'stream/web');
    assert.equal(missingName(net), undefined);
  });

  it('a package is the same by a small letter of its drive, with which terminals start builds, and by the capital of ids', (t) => {
    const { packageOf } = loadOnWindows<typeof NodeResolution>('nodeModules/nodeResolution.js');
    const folder = path.join(temporaryFolder(t), 'node_modules/client');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{ "name": "client" }');
    const drives = ['c:', 'C:', 'm:', 'n:'].map((drive) => packageOf(`${drive}${folder}/index.js`)?.folder);
    assert.deepEqual(
      drives.map((each) => each?.slice(0, 2)),
      ['C:', 'C:', 'm:', 'n:']
    );
  });

  it('imports of npm clients lead to files under the ids that Vite itself would give them', (t) => {
    const { createNodeModulesPlugins } = loadOnWindows<typeof NodeModulesPlugin>(
      'nodeModules/nodeModulesPlugin.js'
    );
    const app = new FixtureApp({ plugins: [] });
    t.after(() => app.remove());
    app.write('src/client.js', "import mqtt from 'mqtt'; import net from 'net';");
    const sources = path.join(app.folder, 'src');
    const [plugin] = createNodeModulesPlugins({ sources, isWanted: true, nodePackages: [] });
    const { buildStart, resolveId } = plugin as unknown as {
      buildStart: () => void;
      resolveId: { handler: (this: object, specifier: string, importer: string, options: object) => unknown };
    };
    // Other plugins leave a file as it is.
    const rollup = { resolve: (file: string) => file };
    buildStart();
    const importer = path.join(sources, 'client.js');
    for (const specifier of ['mqtt', 'net', 'events']) {
      const resolved = resolveId.handler.call(rollup, specifier, importer, {}) as
        string | { id: string } | null;
      const id = typeof resolved === 'object' ? resolved?.id : resolved;
      assert.ok(id, `${specifier} is resolved`);
      assert.doesNotMatch(id, /\\/, specifier);
    }
  });

  it('the check finds the same in a project as elsewhere, and names it with slashes', (t) => {
    const { checkProject: checkOnWindows } = loadOnWindows<typeof CheckProject>('check/checkProject.js');
    const project = new MendedProject();
    t.after(() => project.remove());
    project.edit('entry/src/main/ets/pages/index/index.ets', '@Entry\n', '');
    project.edit('entry/src/main/ets/app.ets', './npm/@tarojs/runtime', './npm/@tarojs/nowhere');
    const findings = checkProject(project.folder);
    assert.equal(findings.length > 1, true);
    assert.deepEqual(checkOnWindows(windowsPath(project.folder)), findings);
  });

  it('a package on another drive is named when the build leaves out what it imports', () => {
    const { describeLeftOut } = loadOnWindows<typeof Report>('nodeModules/report.js');
    const id = 'C:/packages/shell-runner/index.js';
    const imported = `"spawn" is not exported by "__vite-browser-external", imported by "../../${id}".`;
    const nameOf = (file: string): string => (file === id ? 'shell-runner' : 'the app');
    assert.match(describeLeftOut({ message: imported, id }, nameOf) ?? '', /^shell-runner imports spawn /);
  });

  it('pages are listed with slashes', (t) => {
    const { entryPages } = loadOnWindows<typeof EntryModule>('project/entryModule.js');
    const app = new FixtureApp({ plugins: [] });
    t.after(() => app.remove());
    app.write('harmony/entry/src/main/ets/pages/a/index.ets', '@Entry\n@Component\nstruct Index {}\n');
    assert.deepEqual(entryPages(windowsPath(app.harmonyOutput)), ['pages/a/index']);
  });
});
