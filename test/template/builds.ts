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

/** Pages that are built together for a platform. */
type Build = readonly [pages: readonly string[], platform: Platform];

const BUILDS: Readonly<Record<PackageManager, readonly Build[]>> = {
  npm: PLATFORMS.map((platform): Build => [Object.keys(PAGES), platform]),
  pnpm: PLATFORMS.map((platform, index): Build => [Object.keys(PAGES).slice(index, index + 1), platform])
};

/**
 * Builds pages in an app of Taro's template, and lets each exchange data on this machine: with npm every page for every platform.
 * With pnpm packages lie elsewhere, so each page and each platform comes once, by itself; the rest does not depend on that.
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

    for (const [pages, platform] of BUILDS[manager]) {
      // How the code is made smaller depends on neither: that is done once, and by the README's config.
      const options = { ...platform, isMinified: isWhole && platform.prefix === undefined };

      it(`builds ${pages.join(', ')} for ${platform.name}, starts and exchanges data`, async () => {
        app.usePages(pages);
        assert.doesNotMatch(await app.build(options), FAULTY);
        assert.deepEqual(relativeImports(app.output).unresolved, []);
        if (platform.prefix === undefined) {
          runtime = path.join(app.folder, 'runtime');
          cpSync(path.join(app.output, 'npm'), runtime, { recursive: true });
        }
        const { prefix } = platform;
        await exchange(app, pages, prefix === undefined ? undefined : { prefix, folder: runtime });
      });

      if (!isWhole) continue;

      it(`changes no byte when it is built again for ${platform.name}`, async () => {
        const built = folderSnapshot(app.project);
        await app.buildAgain(options);
        assert.deepEqual(folderSnapshot(app.project), built);
      });
    }

    if (!isWhole) return;

    it('builds with the config of the README, whose steps name what is installed here', async () => {
      app.usePages(['plain']);
      assert.doesNotMatch(await app.buildAsReadmeSays(), FAULTY);
      await exchange(app, ['plain']);
      const steps = readmeSteps();
      for (const [name, version] of Object.entries(NOT_ON_NPM)) {
        assert.ok(steps.includes(`\`${name}\``) && steps.includes(`\`${version}\``), `${name} ${version}`);
      }
      assert.ok(steps.includes(`\`${ADDED[0] ?? ''}\``), ADDED[0]);
    });

    // That a build for WeChat is the same is seen in test/plugin.
    it('builds the same for h5 with the plugin as without it', async () => {
      app.usePages(['plain']);
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

/** Runs the pages of the built app on Node, each in a process of its own: what they send comes back. */
async function exchange(
  app: TemplateApp,
  pages: readonly string[],
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
      const answers = await running.run('exchange', { udp, tcp, mqtt: broker.port, text: TEXT });
      assert.deepEqual(answers, Array(PAGES[page]).fill(TEXT), page);
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
