import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startBroker } from '../../test/node/clients/peers.ts';
import { RunningApp } from '../../test/node/clients/runningApp.ts';
import { AppCopy } from './appCopy.ts';
import { buildApp } from './build.ts';
import { bundleOutput } from './headless/bundle.ts';
import type { Print } from './print.ts';

const PAGE = 'pages/mqtt/index';
const PAGE_SOURCE = fileURLToPath(new URL('../../test/template/fixtures/mqtt.tsx', import.meta.url));
const TEXT = 'hello from an app that Taro built';

/** Builds an app with the npm client `mqtt`, unmodified, and lets it talk with a broker on this machine. */
export async function showMqtt(out: string, print: Print): Promise<void> {
  const app = new AppCopy(path.join(out, 'mqtt'));
  app.write('src/app.config.ts', `export default { pages: ['${PAGE}'] };\n`);
  app.write(`src/${PAGE}.tsx`, readFileSync(PAGE_SOURCE, 'utf8'));
  const output = await buildApp(app.folder, app.project, print);
  const bundle = path.join(app.folder, 'headless/app.mjs');
  await bundleOutput(output, bundle, [PAGE]);
  const broker = await startBroker();
  try {
    const running = await RunningApp.launch(pathToFileURL(bundle).href, PAGE);
    const [received] = (await running.run('exchange', { mqtt: broker.port, text: TEXT })) as [string];
    if (received !== TEXT) throw new Error(`the broker was sent "${TEXT}", and "${received}" came back`);
    print(`  ✓ mqtt of npm published and received with QoS 1: ${received}`);
    await running.end();
  } finally {
    await broker.close();
  }
}
