import dgram from 'node:dgram';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
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

/**
 * Builds each example by itself, and works it against a peer on this machine.
 *
 * @throws when an example does not show what it should, or the printer did not get what was sent
 */
export async function showExamples(out: string, print: Print): Promise<void> {
  const printed: Buffer[] = [];
  const printer = net.createServer((connection) => connection.on('data', (piece) => printed.push(piece)));
  printer.listen(0, LOOPBACK);
  const device = dgram.createSocket('udp4', (_question, { address, port }) =>
    device.send('lamp', port, address)
  );
  device.bind(0, LOOPBACK);
  await Promise.all([once(printer, 'listening'), once(device, 'listening')]);
  const [broker, modbus] = await Promise.all([startBroker(), startModbusServer()]);
  const ports: Readonly<Record<string, number>> = {
    printer: (printer.address() as net.AddressInfo).port,
    modbus: modbus.port,
    mqtt: broker.port,
    discovery: device.address().port
  };
  const pictures: Picture[] = [];
  try {
    for (const name of EXAMPLES) {
      const bundle = await buildExample(name, path.join(out, 'examples', name), print);
      pictures.push(await workExample(name, bundle, ports[name] ?? 0, print));
    }
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
async function buildExample(name: string, folder: string, print: Print): Promise<string> {
  const app = new AppCopy(path.join(FOLDER, name), folder);
  const output = await buildApp(app.folder, app.project, print);
  const bundle = path.join(folder, 'headless/app.mjs');
  await bundleOutput(output, bundle, ['pages/index/index']);
  return pathToFileURL(bundle).href;
}

/** Works the page in a process of its own. @returns the page as it stood */
async function workExample(name: string, bundle: string, port: number, print: Print): Promise<Picture> {
  const app = startApp('exampleMain.ts', bundle, { name, port }, print);
  let picture: Picture | undefined;
  app.on('message', (message) => (picture = message as Picture));
  const [code, signal] = (await once(app, 'close')) as [number | null, string | null];
  if (code !== 0 || picture === undefined)
    throw new Error(`the example ${name} ended with ${code ?? signal}; see the lines above`);
  return picture;
}
