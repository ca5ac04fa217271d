import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { bundleOutput, type PrebuiltRuntime } from '../../tools/demo/headless/bundle.ts';
import { startBroker } from '../node/clients/peers.ts';
import { RunningApp } from '../node/clients/runningApp.ts';
import { startPeers } from '../../tools/demo/peers.ts';
import { folderSnapshot } from '../plugin/folderSnapshot.ts';
import { relativeImports } from '../plugin/relativeImports.ts';
import { FAULTY } from '../plugin/taroCommand.ts';
import { readmeSteps } from './readmeConfig.ts';
import { ADDED, type BuildOptions, NOT_ON_NPM, type PackageManager, TemplateApp } from './templateApp.ts';

const TEXT = 'from the template';
const TARO_OH = '@taro-oh/library/src/main/ets/npm';
const HARMONY_CPP = path.resolve(import.meta.dirname, '../plugin/fixtures/harmonyCpp.cjs');

/** The pages, and how many answers each gives. */
const PAGES: Readonly<Record<string, number>> = { mqtt: 1, node: 2, plain: 2 };

interface Platform extends BuildOptions {
  name: string;
  /** The package that has Taro's runtime, instead of the build. */
  prefix?: string;
}

const PLATFORMS: readonly Platform[] = [
  { name: 'harmony', platform: 'harmony' },
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
 * Builds the pages in an app of Taro's template, whose packages npm or pnpm has laid out, and lets each page exchange data on this
 * machine: with npm by the README's config, which makes the code smaller, with pnpm for each platform. Where packages lie decides
 * nothing else.
 */
export function describeTemplateBuilds(manager: PackageManager): void {
  describe(`an app of Taro's template, installed by ${manager}`, () => {
    let app: TemplateApp;

    before(async () => {
      app = await TemplateApp.create(manager);
      app.usePages(Object.keys(PAGES));
      installPlatform(app);
    });
    after(() => app.remove());

    if (manager === 'npm') describeOrdinaryBuilds(() => app);
    else describePlatforms(() => app);
  });
}

function describeOrdinaryBuilds(app: () => TemplateApp): void {
  it('builds with the config of the README, whose steps name what is installed here', async () => {
    await expectBuilt(app(), () => app().buildAsReadmeSays());
    await exchange(app());
    const steps = readmeSteps();
    for (const [name, version] of Object.entries(NOT_ON_NPM)) {
      assert.ok(steps.includes(`\`${name}\``) && steps.includes(`\`${version}\``), `${name} ${version}`);
    }
    assert.ok(steps.includes(`\`${ADDED[0] ?? ''}\``), ADDED[0]);
    await expectSameAgain(app(), 'harmony');
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

function describePlatforms(app: () => TemplateApp): void {
  /** Taro's runtime as an ordinary build writes it, in the place of prebuilt packages. */
  let runtime: string;

  for (const { name, prefix, ...options } of PLATFORMS) {
    it(`builds for ${name}, starts and exchanges data`, async () => {
      await expectBuilt(app(), () => app().build(options));
      if (prefix === undefined) {
        runtime = path.join(app().folder, 'runtime');
        cpSync(path.join(app().output, 'npm'), runtime, { recursive: true });
      }
      await exchange(app(), prefix === undefined ? undefined : { prefix, folder: runtime });
    });
  }

  it('changes no byte when it is built again for harmony_cpp', () => expectSameAgain(app(), 'harmony_cpp'));
}

/** Builds into a new DevEco project, which DevEco has to take. */
async function expectBuilt(app: TemplateApp, build: () => Promise<string>): Promise<void> {
  app.layOutProject();
  assert.doesNotMatch(await build(), FAULTY);
  assert.deepEqual(relativeImports(app.output).unresolved, []);
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
async function exchange(app: TemplateApp, prebuilt?: PrebuiltRuntime): Promise<void> {
  const bundle = path.join(app.folder, 'headless/app.mjs');
  await bundleOutput(app.output, bundle, Object.keys(PAGES).map(pathOf), prebuilt);
  const peers = await startPeers();
  const broker = await startBroker();
  try {
    for (const [page, answers] of Object.entries(PAGES)) {
      const running = await RunningApp.launch(pathToFileURL(bundle).href, pathOf(page));
      const { udpEcho: udp, tcpEcho: tcp } = peers.ports;
      const answered = await running.run('exchange', { udp, tcp, mqtt: broker.port, text: TEXT });
      assert.deepEqual(answered, Array(answers).fill(TEXT), page);
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
