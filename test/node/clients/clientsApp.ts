import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasNativeCompanion } from '../../../library/Index.ets';
import { repositoryRoot } from '../../../tools/arkts/modules.ts';
import { bundleOutput } from '../../../tools/demo/headless/bundle.ts';
import { FixtureApp } from '../../plugin/fixtureApp.ts';
import { build } from '../../plugin/taroCommand.ts';

const PAGE = 'pages/clients/index';
const FIXTURES = path.join(import.meta.dirname, 'fixtures');
const COMPANION_MODULE = 'src/main/ets/system/nativeCompanion';

/** Packages that have other files for browsers, and speak HTTP by those. */
const AS_NODE = ['axios'];

export interface ClientsApp {
  /** URL of the build's output as one module for Node. */
  bundle: string;
  /** What the build said. */
  output: string;
  remove: () => void;
}

/** Builds an app for Harmony whose page has the clients, unmodified as npm installs them. */
export async function buildClientsApp(): Promise<ClientsApp> {
  assert.ok(hasNativeCompanion(), 'run npm run build:native first');
  const app = new FixtureApp({
    plugins: [['taro-harmony-socket', { nodePackages: AS_NODE }]],
    // Clients have to live with short names; Terser takes twenty seconds to give so many of them some.
    more: { jsMinimizer: 'esbuild' }
  });
  app.write('src/app.config.js', `export default { pages: ['${PAGE}'] };\n`);
  const folder = path.join(app.folder, 'src', path.dirname(PAGE));
  cpSync(path.join(FIXTURES, 'clientsPage.jsx'), path.join(folder, 'index.jsx'));
  cpSync(path.join(FIXTURES, 'scenarios'), path.join(folder, 'scenarios'), { recursive: true });
  const output = await build(app, 'harmony');
  takeCompanion(path.join(app.harmonyOutput, 'npm/taro-harmony-socket'));
  const bundle = path.join(app.folder, 'headless/app.mjs');
  await bundleOutput(app.harmonyOutput, bundle, [PAGE]);
  return { bundle: pathToFileURL(bundle).href, output, remove: () => app.remove() };
}

/**
 * Lets this machine's native companion take part: a checkout without `npm run build:native -- ohos` has no libraries for devices, and
 * its builds therefore deliver the library without the module that imports one.
 */
function takeCompanion(delivered: string): void {
  const text = readFileSync(path.join(repositoryRoot, 'library', `${COMPANION_MODULE}.ets`), 'utf8');
  writeFileSync(path.join(delivered, `${COMPANION_MODULE}.ts`), text);
}
