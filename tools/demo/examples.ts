import dgram from 'node:dgram';
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startBroker, startModbusServer } from '../../test/node/clients/peers.ts';
import { AppCopy } from './appCopy.ts';
import { startApp } from './appProcess.ts';
import { buildApp, REPOSITORY } from './build.ts';
import { bundleOutput } from './headless/bundle.ts';
import type { Picture } from './headless/messages.ts';
import { drawPictures } from './pictures.ts';
import type { Print } from './print.ts';

const FOLDER = path.join(REPOSITORY, 'examples');
const LOOPBACK = '127.0.0.1';

/** The apps in `examples/`. */
export const EXAMPLES: readonly string[] = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Ports on 127.0.0.1. */
export interface ExamplePorts {
  printer: number;
  modbus: number;
  mqtt: number;
  discovery: number;
}

/**
 * Builds the pages of all examples into one app, as one build takes as long as four, and works them against peers on this
 * machine.
 *
 * @throws when a page does not show what it should, or the printer did not get what was sent
 */
export async function showExamples(out: string, print: Print): Promise<void> {
  const bundle = await buildExamples(path.join(out, 'examples'), print);
  const printed: Buffer[] = [];
  const printer = net.createServer((connection) => connection.on('data', (piece) => printed.push(piece)));
  printer.listen(0, LOOPBACK);
  const device = dgram.createSocket('udp4', (_question, { address, port }) =>
    device.send('lamp', port, address)
  );
  device.bind(0, LOOPBACK);
  await Promise.all([once(printer, 'listening'), once(device, 'listening')]);
  const [broker, modbus] = await Promise.all([startBroker(), startModbusServer()]);
  try {
    const pictures = await workExamples(
      bundle,
      {
        printer: (printer.address() as net.AddressInfo).port,
        modbus: modbus.port,
        mqtt: broker.port,
        discovery: device.address().port
      },
      print
    );
    const receipt = Buffer.concat(printed).toString('latin1');
    if (!receipt.includes('3 x jasmine\n')) throw new Error(`the printer got ${JSON.stringify(receipt)}`);
    print(`  ✓ the printer got ${receipt.length} bytes, the line among them`);
    const styleSheet = readFileSync(path.join(FOLDER, 'printer/src/app.css'), 'utf8');
    await drawPictures(pictures, path.join(out, 'pictures'), print, styleSheet);
  } finally {
    device.close();
    printer.close();
    await Promise.all([broker.close(), modbus.close()]);
  }
}

/** @returns URL of the build's output as one module */
async function buildExamples(folder: string, print: Print): Promise<string> {
  const app = new AppCopy(folder);
  const pages = EXAMPLES.map((name) => `pages/${name}/index`);
  for (const name of EXAMPLES) {
    cpSync(path.join(FOLDER, name, 'src/pages/index'), path.join(folder, 'src/pages', name), {
      recursive: true
    });
  }
  app.write('src/app.config.ts', `export default defineAppConfig({ pages: ${JSON.stringify(pages)} });\n`);
  app.write('src/app.tsx', readFileSync(path.join(FOLDER, 'printer/src/app.ts'), 'utf8'));
  app.write('src/app.css', readFileSync(path.join(FOLDER, 'printer/src/app.css'), 'utf8'));
  const output = await buildApp(app.folder, app.project, print);
  const bundle = path.join(folder, 'headless/app.mjs');
  await bundleOutput(output, bundle, pages);
  return pathToFileURL(bundle).href;
}

/** Works the pages in a process of their own. @returns the pages as they stood */
async function workExamples(bundle: string, ports: ExamplePorts, print: Print): Promise<Picture[]> {
  const app = startApp('examplesMain.ts', bundle, ports, print);
  const pictures: Picture[] = [];
  app.on('message', (message) => pictures.push(...(message as Picture[])));
  const [code, signal] = (await once(app, 'close')) as [number | null, string | null];
  if (code !== 0) throw new Error(`the examples ended with ${code ?? signal}; see the lines above`);
  return pictures;
}
