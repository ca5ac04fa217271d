import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadBuiltApi } from './builtApi.ts';
import { FixtureApp, OH_PACKAGE_JSON5 } from './fixtureApp.ts';
import { folderSnapshot } from './folderSnapshot.ts';
import { relativeImports, relativeSpecifiers, resolveImport } from './relativeImports.ts';
import { TaroCommand } from './taroCommand.ts';

const WATCH = ['--type', 'harmony', '--watch'];

/** Vite's last line of each build. */
const BUILT = /built in \d+ ?ms/;

describe('taro build --watch', () => {
  const app = new FixtureApp({ plugins: ['taro-harmony-socket'] });
  // Modules that stay apart may import each other in circles, of which Rollup takes not all.
  app.write(
    'src/formats/address.js',
    `import { createConnection } from 'net';
    import { URL } from 'url';
    export function formatAddress(address) { return String(createConnection(new URL(address))); }`
  );
  const lateClient = app.ownPackage('late-client');
  // In the app's own code Taro makes properties of the default object of such names.
  const sizes = path.join(app.packages, 'sizes');
  mkdirSync(sizes);
  writeFileSync(path.join(sizes, 'package.json'), '{ "name": "sizes", "main": "index.js" }');
  writeFileSync(
    path.join(sizes, 'index.js'),
    `import { canIUse, getWindowInfo, pxTransform } from '@tarojs/taro';
    export const sizes = () => [canIUse('getWindowInfo'), pxTransform(1), getWindowInfo?.()];`
  );
  const command = new TaroCommand(app, WATCH);
  const hasName = (name: string): boolean =>
    readFileSync(path.join(app.harmonyOutput, 'npm/taro-harmony-socket/taro.ts'), 'utf8').includes(name);

  before(() => command.prints(BUILT));
  after(async () => {
    await command.stop();
    app.remove();
  });

  it('has the library behind both ways to the sockets', async () => {
    const { defaultExport, namedExports, library } = await loadBuiltApi(app.harmonyOutput);
    assert.equal(defaultExport.createUDPSocket, library.createUDPSocket);
    assert.equal(namedExports.createTCPSocket, library.createTCPSocket);
  });

  it('says nothing of modules in circles', () => {
    assert.doesNotMatch(command.output, /circular/i);
  });

  it('has a file behind every relative import', () => {
    assert.deepEqual(relativeImports(app.harmonyOutput).unresolved, []);
  });

  it('keeps both true for what is built after a change', async () => {
    const delivered = folderSnapshot(path.join(app.harmonyOutput, 'npm'));
    app.write(
      'src/formats/address.js',
      `import { createUDPSocket } from 'taro-harmony-socket';
      import Taro from '@tarojs/taro';
      export function formatAddress(address) { return [Taro.getEnv(), address, createUDPSocket().bind()].join(); }`
    );
    await command.prints(BUILT, 2);
    const changed = path.join(app.harmonyOutput, 'formats/address/index.js');
    assert.match(readFileSync(changed, 'utf8'), /\.bind\(\)/);
    const resolved = relativeSpecifiers(changed).map((specifier) => resolveImport(changed, specifier));
    assert.ok(resolved.includes(path.join(app.harmonyOutput, 'npm/taro-harmony-socket/index.ts')));
    assert.deepEqual(relativeImports(app.harmonyOutput).unresolved, []);
    assert.deepEqual(folderSnapshot(path.join(app.harmonyOutput, 'npm')), delivered);
  });

  it('keeps what somebody writes into the DevEco project meanwhile', async () => {
    const commented = OH_PACKAGE_JSON5.replace('{}', '{} // none yet');
    app.write(path.relative(app.folder, app.ohPackageFile), commented);
    app.write(
      'src/formats/address.js',
      `import os from 'os';
      import Taro from '@tarojs/taro';
      import { sizes } from 'sizes';
      export const formatAddress = () => [os.EOL, Taro.getLocalIPAddress(), sizes()].join();`
    );
    await command.prints(BUILT, 3);
    assert.equal(readFileSync(app.ohPackageFile, 'utf8'), commented);
  });

  it('has a name that a package imports and Taro does not export, so that the app starts, and says so', async () => {
    const { facade, taro } = await loadBuiltApi(app.harmonyOutput);
    assert.ok(!('getWindowInfo' in taro));
    assert.ok('getWindowInfo' in facade);
    assert.equal(facade.getWindowInfo, undefined);
    assert.ok(command.output.includes('does not export getWindowInfo of @tarojs/taro'));
  });

  it('writes all that a change is the first to import, and what that changes in other modules', async () => {
    const other = path.join(app.harmonyOutput, 'formats/address/index.js');
    app.write(
      'src/app.jsx',
      `import dgram from 'dgram';\nconsole.log(dgram);\n${readFileSync(path.join(app.folder, 'src/app.jsx'), 'utf8')}`
    );
    await command.prints(BUILT, 4);
    assert.deepEqual(relativeImports(app.harmonyOutput).unresolved, []);
    assert.ok(relativeSpecifiers(other).some((specifier) => specifier.includes('shims/os')));
    assert.ok(hasName('getLocalIPAddress'));
  });

  it("says once which of Node's modules the app has", async () => {
    const count = (): number => command.output.split('this build has').length;
    const before = count();
    assert.ok(/this build has Node's .*dgram.*\bos\b/.test(command.output));
    app.write('src/app.css', '.message { color: red; }');
    await command.prints(BUILT, 5);
    assert.equal(count(), before);
  });

  it('has brought the changed style into a page that is the same', () => {
    const page = readFileSync(path.join(app.harmonyOutput, 'pages/taro/index/index_comp.js'), 'utf8');
    assert.match(page, /color: "#FF0000"/);
  });

  it('keeps what modules import only for what it does, beside styles', () => {
    const texts = [...folderSnapshot(app.harmonyOutput).values()];
    assert.deepEqual(
      texts.filter((text) => text.includes('/* empty css')),
      []
    );
  });

  it('takes a client for one that is installed meanwhile', async () => {
    const code = "import { isIP } from 'late-client';\nexport const formatAddress = (text) => isIP(text);";
    app.write('src/formats/address.js', code);
    await command.prints(/failed to resolve import "late-client"/);
    mkdirSync(lateClient);
    const manifest = { name: 'late-client', main: 'index.js', browser: 'browser.js' };
    writeFileSync(path.join(lateClient, 'package.json'), JSON.stringify(manifest));
    writeFileSync(path.join(lateClient, 'index.js'), "exports.isIP = require('net').isIP;");
    writeFileSync(path.join(lateClient, 'browser.js'), "exports.isIP = () => 'for browsers';");
    app.write('src/formats/address.js', `${code}\n`);
    await command.prints(BUILT, 6);
    assert.ok(/Node's are taken of late-client/.test(command.output));
  });

  it("no longer has functions over Taro's, nor names beside them, that no module names any more", () => {
    for (const name of ['getLocalIPAddress', 'getWindowInfo']) assert.ok(!hasName(name), name);
  });
});

describe("Taro's own watch mode, without the plugin", () => {
  it('fails for want of loaderMeta', async (t) => {
    const app = new FixtureApp({ plugins: ['@tarojs/plugin-platform-harmony-ets'] });
    const command = new TaroCommand(app, WATCH);
    t.after(async () => {
      await command.stop();
      app.remove();
    });
    await command.prints(/Cannot destructure property 'modifyResolveId' of 'loaderMeta'/);
    assert.doesNotMatch(command.output, BUILT);
  });
});
