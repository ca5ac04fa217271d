import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { bundleOutput } from '../../tools/demo/headless/bundle.ts';
import { startBroker } from '../node/clients/peers.ts';
import { RunningApp } from '../node/clients/runningApp.ts';
import { startPeers } from '../../tools/demo/peers.ts';
import { folderSnapshot } from '../plugin/folderSnapshot.ts';
import { relativeImports } from '../plugin/relativeImports.ts';
import { faultsOf } from '../plugin/taroCommand.ts';
import { readmeSteps } from './readmeConfig.ts';
import { ADDED, type BuildOptions, NOT_ON_NPM, type PackageManager, TemplateApp } from './templateApp.ts';

const PAGE = 'pages/index/index';
const TEXT = 'from the template';
const TARO_OH = '@taro-oh/library/src/main/ets/npm';
const HARMONY_CPP = path.resolve(import.meta.dirname, '../plugin/fixtures/harmonyCpp.cjs');

/** The pages, and how many answers each gives. */
const PAGES: Readonly<Record<string, number>> = { 'plain.tsx': 2, 'node.tsx': 2, 'mqtt.tsx': 1 };

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

/** A page that is built for a platform. */
type Pair = readonly [page: string, platform: Platform];

const ALL_PAIRS: readonly Pair[] = Object.keys(PAGES).flatMap((page) =>
  PLATFORMS.map((platform): Pair => [page, platform])
);
/** Each page and each platform once. */
const SOME_PAIRS: readonly Pair[] = PLATFORMS.map((platform, index): Pair => [
  Object.keys(PAGES).at(-1 - index) ?? '',
  platform
]);
/** The page that is built twice for each platform. */
const REPEATED = 'node.tsx';

/**
 * Builds pages in an app of Taro's template, and lets each build exchange data on this machine: with npm every page for every
 * platform. With pnpm packages lie elsewhere, so each page and each platform comes once; the rest does not depend on that.
 */
export function describeTemplateBuilds(manager: PackageManager): void {
  const isWhole = manager === 'npm';
  describe(`an app of Taro's template, installed by ${manager}`, () => {
    let app: TemplateApp;
    /** Taro's runtime as an ordinary build writes it, in the place of prebuilt packages. */
    let runtime: string;

    before(async () => {
      app = await TemplateApp.create(manager);
      installPlatform(app);
    });
    after(() => app.remove());

    for (const [page, platform] of isWhole ? ALL_PAIRS : SOME_PAIRS) {
      it(`builds ${page} for ${platform.name}, starts and exchanges data`, async () => {
        app.usePage(page);
        await app.build(platform);
        assert.deepEqual(relativeImports(app.output).unresolved, []);
        assert.deepEqual(faultsOf(app.project), []);
        if (platform.prefix === undefined) {
          runtime = path.join(app.folder, 'runtime');
          cpSync(path.join(app.output, 'npm'), runtime, { recursive: true });
        }
        assert.deepEqual(await exchange(app, platform.prefix, runtime), Array(PAGES[page]).fill(TEXT));
      });

      if (isWhole && page === REPEATED) {
        it(`changes no byte when it is built again for ${platform.name}`, async () => {
          const built = folderSnapshot(app.project);
          await app.buildAgain(platform);
          assert.deepEqual(folderSnapshot(app.project), built);
        });
      }
    }

    if (!isWhole) return;

    it('builds with the config of the README, whose steps name what is installed here', async () => {
      app.usePage('plain.tsx');
      await app.buildAsReadmeSays();
      assert.deepEqual(faultsOf(app.project), []);
      const steps = readmeSteps();
      for (const [name, version] of Object.entries(NOT_ON_NPM)) {
        assert.ok(steps.includes(`\`${name}\``) && steps.includes(`\`${version}\``), `${name} ${version}`);
      }
      assert.ok(steps.includes(`\`${ADDED[0] ?? ''}\``), ADDED[0]);
    });

    // That a build for WeChat is the same is seen in test/plugin.
    it('builds the same for h5 with the plugin as without it', async () => {
      app.usePage('plain.tsx');
      const outputs: Map<string, string>[] = [];
      for (const plugins of [['taro-harmony-socket'], []]) {
        // What is compared is not made smaller before: that takes time and hides differences.
        await app.buildAgain({ platform: 'h5', plugins, isMinified: false });
        outputs.push(folderSnapshot(app.keepDist(`dist-h5-${outputs.length}`)));
      }
      assert.ok((outputs[0]?.size ?? 0) > 0);
      assert.deepEqual(outputs[0], outputs[1]);
    });
  });
}

/** The stand-in for the platform harmony_cpp, as a package of the app. */
function installPlatform(app: TemplateApp): void {
  cpSync(HARMONY_CPP, path.join(app.folder, 'node_modules/@test/harmony-cpp/index.js'));
}

/** Runs the built app on Node. @returns what came back */
async function exchange(app: TemplateApp, prefix: string | undefined, runtime: string): Promise<unknown> {
  const bundle = path.join(app.folder, 'headless/app.mjs');
  await bundleOutput(
    app.output,
    bundle,
    [PAGE],
    prefix === undefined ? undefined : { prefix, folder: runtime }
  );
  const peers = await startPeers();
  const broker = await startBroker();
  try {
    const running = await RunningApp.launch(pathToFileURL(bundle).href, PAGE);
    const { udpEcho: udp, tcpEcho: tcp } = peers.ports;
    const answers = await running.run('exchange', { udp, tcp, mqtt: broker.port, text: TEXT });
    assert.equal(await running.end(), 0, 'nothing is left open in the app');
    return answers;
  } finally {
    await broker.close();
    peers.stop();
  }
}
