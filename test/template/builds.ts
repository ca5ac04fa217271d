import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { readFolder } from '../../plugin/scripts/folderFiles.mts';
import { asTypeScript } from '../../plugin/src/libraryCopy.ts';
import { hasNativeLibraries, withoutCompanion } from '../../plugin/src/project/nativeCompanion.ts';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { bundleOutput, type PrebuiltRuntime } from '../../tools/demo/headless/bundle.ts';
import { startBroker } from '../node/clients/peers.ts';
import { RunningApp } from '../node/clients/runningApp.ts';
import { startPeers } from '../../tools/demo/peers.ts';
import { readArkTs } from '../package/harFixture.ts';
import { folderSnapshot } from '../plugin/folderSnapshot.ts';
import { relativeImports } from '../plugin/relativeImports.ts';
import { FAULTY } from '../plugin/taroCommand.ts';
import { readmeSteps } from './readmeConfig.ts';
import {
  ADDED,
  type BuildOptions,
  type Compiler,
  NOT_ON_NPM,
  type PackageManager,
  TemplateApp
} from './templateApp.ts';

const TEXT = 'from the template';
const TARO_OH = '@taro-oh/library/src/main/ets/npm';
/** The function of the app that the page's side of the sockets asks for first. */
const PAGE_SIDE = 'harmonySocketListen';
const HARMONY_CPP = path.resolve(import.meta.dirname, '../plugin/fixtures/harmonyCpp.cjs');

/** The pages, and how many answers each gives. */
const PAGES: Readonly<Record<string, number>> = { mqtt: 1, node: 2, plain: 2 };
/** An npm client makes a build twice as long; what another platform does to Node's modules is seen without one, too. */
const WITHOUT_CLIENT = ['node', 'plain'];

/** Which of the pages are in a tab bar: on HarmonyOS these are no pages of their own. */
const TABS: Readonly<Record<Compiler, readonly string[]>> = { Vite: [], Webpack5: ['mqtt', 'plain'] };

interface Platform extends BuildOptions {
  name: string;
  /** The package that has Taro's runtime, instead of the build. */
  prefix: string;
}

const PLATFORMS: readonly Platform[] = [
  {
    name: 'harmony with chorePackagePrefix',
    platform: 'harmony',
    harmony: { chorePackagePrefix: '@team/taro', ohPackage: { dependencies: { '@team/taro': '1.0.0' } } },
    prefix: '@team/taro'
  },
  {
    name: 'harmony_cpp',
    platform: 'harmony_cpp',
    plugins: ['taro-harmony-socket', '@test/harmony-cpp'],
    prefix: TARO_OH
  }
];

/**
 * Builds the pages in an app of Taro's template and lets each page exchange data on this machine. The compiler decides what else is
 * tried; which of the package managers has laid the packages out decides nothing but where they lie.
 */
export function describeTemplateBuilds(compiler: Compiler, manager: PackageManager): void {
  describe(`an app of Taro's template with ${compiler}, installed by ${manager}`, () => {
    let app: TemplateApp;

    before(async () => {
      app = await TemplateApp.create(manager, compiler);
      app.usePages(Object.keys(PAGES), TABS[compiler]);
      installPlatform(app);
    });
    after(() => app.remove());

    it('has installed what the steps of the README name', () => {
      const steps = readmeSteps();
      const named = [...ADDED[compiler], ...Object.entries(NOT_ON_NPM).flat()];
      assert.deepEqual(
        named.filter((each) => !steps.includes(each)),
        []
      );
    });

    if (compiler === 'Vite') describeHarmonyPlatforms(() => app);
    else describeOtherPlatforms(() => app);
  });
}

function describeHarmonyPlatforms(app: () => TemplateApp): void {
  /** Taro's runtime as an ordinary build writes it, in the place of prebuilt packages. */
  let runtime: string;

  it('builds with the config of the README, starts and exchanges data', async () => {
    await expectBuilt(app(), () => app().buildAsReadmeSays());
    await exchange(app());
    app().usePages(WITHOUT_CLIENT);
    runtime = path.join(app().folder, 'runtime');
    cpSync(path.join(app().output, 'npm'), runtime, { recursive: true });
  });

  for (const { name, prefix, ...options } of PLATFORMS) {
    it(`builds for ${name}, starts and exchanges data`, async () => {
      await expectBuilt(app(), () => app().build(options));
      await exchange(app(), WITHOUT_CLIENT, { prefix, folder: runtime });
    });
  }

  it('changes no byte when it is built again for harmony_cpp', () => expectSameAgain(app(), 'harmony_cpp'));
}

function describeOtherPlatforms(app: () => TemplateApp): void {
  it('builds for harmony by Vite, starts, exchanges data, and changes no byte when it is built again', async () => {
    await expectBuilt(app(), () => app().build({ platform: 'harmony', harmony: { compiler: 'vite' } }));
    await exchange(app());
    expectInstalledLibrary(app());
    await expectSameAgain(app(), 'harmony');
  });

  // That a page of that platform works is seen in test/hybrid.
  it('builds a page with the sockets for harmony-hybrid', async () => {
    app().usePages(['plain']);
    await app().build({ platform: 'harmony-hybrid' });
    const texts = [...folderSnapshot(app().keepDist('dist-hybrid')).values()];
    assert.ok(texts.some((text) => text.includes(PAGE_SIDE)));
  });

  // That a build for WeChat is the same is seen in test/plugin.
  it('builds the same for h5 with the plugin as without it', async () => {
    app().usePages(['plain']);
    const outputs: Map<string, string>[] = [];
    for (const plugins of [['taro-harmony-socket'], []]) {
      await app().build({ platform: 'h5', plugins });
      outputs.push(folderSnapshot(app().keepDist(`dist-h5-${outputs.length}`)));
    }
    assert.ok((outputs[0]?.size ?? 0) > 0);
    assert.deepEqual(outputs[0], outputs[1]);
  });
}

/** Builds into a new DevEco project, which DevEco has to take. */
async function expectBuilt(app: TemplateApp, build: () => Promise<string>): Promise<void> {
  app.layOutProject();
  assert.doesNotMatch(await build(), FAULTY);
  assert.deepEqual(relativeImports(app.output).unresolved, []);
}

/** The app has the sockets from the tarball that was installed, and from nowhere else. */
function expectInstalledLibrary(app: TemplateApp): void {
  const installed = path.join(app.folder, 'node_modules/taro-harmony-socket');
  for (const name of ['README.md', 'LICENSE', 'command.js', 'types/taro.d.ts', 'dist/library/Index.d.ts'])
    assert.ok(existsSync(path.join(installed, name)), `${name} is not packed`);
  const source = path.join(installed, 'library');
  const arkTs = readArkTs(source);
  const delivered = readFolder(path.join(app.output, 'npm/taro-harmony-socket'));
  assert.equal(delivered.delete('taro.ts'), true, 'the facade is delivered');
  assert.deepEqual(delivered, asTypeScript(hasNativeLibraries(source) ? arkTs : withoutCompanion(arkTs)));
  // A package that was built without native libraries has none to deliver.
  for (const [name, content] of [...readFolder(source)].filter(([file]) => file.endsWith('.so')))
    assert.deepEqual(readFileSync(path.join(app.project, 'entry', name)), content);
  for (const [file, text] of readFolder(app.output))
    assert.ok(!text.includes(repositoryRoot), `${file} names the repository`);
}

async function expectSameAgain(app: TemplateApp, platform: string): Promise<void> {
  const built = folderSnapshot(app.project);
  await app.run(platform);
  assert.deepEqual(folderSnapshot(app.project), built);
}

/** The stand-in for the platform harmony_cpp, as a package of the app. */
function installPlatform(app: TemplateApp): void {
  cpSync(HARMONY_CPP, path.join(app.folder, 'node_modules/@test/harmony-cpp/index.js'));
}

/** Runs the pages of the built app on Node, each in a process of its own: what they send comes back. */
async function exchange(
  app: TemplateApp,
  pages = Object.keys(PAGES),
  prebuilt?: PrebuiltRuntime
): Promise<void> {
  const bundle = path.join(app.folder, 'headless/app.mjs');
  await bundleOutput(app.output, bundle, pages.map(pathOf), prebuilt);
  const peers = await startPeers();
  const broker = await startBroker();
  try {
    for (const page of pages) {
      const running = await RunningApp.launch(pathToFileURL(bundle).href, pathOf(page));
      const { udpEcho: udp, tcpEcho: tcp } = peers.ports;
      const answered = await running.run('exchange', { udp, tcp, mqtt: broker.port, text: TEXT });
      assert.deepEqual(answered, Array(PAGES[page]).fill(TEXT), page);
      assert.equal(await running.end(), 0, 'nothing is left open in the app');
    }
  } finally {
    await broker.close();
    peers.stop();
  }
}

function pathOf(page: string): string {
  return `pages/${page}/index`;
}
