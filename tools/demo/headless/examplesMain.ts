// Works the pages of examples/: node --import tsx headless/examplesMain.ts <URL of the bundle> <peers' ports as JSON>
import type { ExamplePorts } from '../examples.ts';
import { App } from './app.ts';
import { expectEntry, expectStatus } from './expect.ts';
import type { Picture } from './messages.ts';
import type { Screen } from './screen.ts';
import { StepFailure } from './StepFailure.ts';

const LOOPBACK = '127.0.0.1';

/** What a person does on each page, and what it shows then. */
const WORK: Readonly<Record<keyof ExamplePorts, (screen: Screen, port: number) => Promise<string>>> = {
  async printer(screen, port) {
    await screen.type('Address', LOOPBACK);
    await screen.type('Port', String(port));
    await screen.type('Line', '3 x jasmine');
    await screen.tap('Print');
    return expectStatus(screen, 'printer: the receipt goes out', 'Printed');
  },

  async modbus(screen, port) {
    await screen.type('Address', LOOPBACK);
    await screen.type('Port', String(port));
    await screen.type('Register', '7');
    await screen.tap('Read');
    await expectStatus(screen, 'modbus: a register is read', 'Register 7: 0');
    await screen.type('Value', '4711');
    await screen.tap('Write');
    return expectStatus(screen, 'modbus: a register is written', 'Register 7: 4711');
  },

  async mqtt(screen, port) {
    await screen.type('Broker', `mqtt://${LOOPBACK}:${port}`);
    await screen.tap('Connect');
    await expectStatus(screen, 'mqtt: the client connects', 'Connected');
    await screen.type('Message', 'hello from an app that Taro built');
    await screen.tap('Publish');
    const { headline, content } = await expectEntry(screen, 'mqtt: what was published comes back', /hello/);
    return `${headline}: ${content}`;
  },

  async discovery(screen, port) {
    // The network's broadcast address, in which a test may not broadcast.
    await screen.type('Address', LOOPBACK);
    await screen.type('Port', String(port));
    await screen.tap('Search');
    const { headline, content } = await expectEntry(screen, 'discovery: a device answers', /lamp/);
    return `${headline}: ${content}`;
  }
};

async function main(bundle: string, ports: ExamplePorts): Promise<void> {
  const app = await App.launch(bundle);
  const pictures: Picture[] = [];
  for (const [name, work] of Object.entries(WORK)) {
    const page = `pages/${name}/index`;
    app.show(page);
    const screen = await app.page(page);
    const shown = await work(screen, ports[name as keyof ExamplePorts]);
    console.log(`  ✓ ${name}: ${shown}`);
    pictures.push(screen.picture(`example-${name}`));
  }
  app.leave();
  process.send?.(pictures);
  // The pages have left nothing open, or this process does not end.
  process.disconnect();
}

const [bundle = '', ports = ''] = process.argv.slice(2);
try {
  await main(bundle, JSON.parse(ports) as ExamplePorts);
} catch (error) {
  console.log(`FAILED: ${error instanceof StepFailure ? error.message : (error as Error).stack}`);
  process.exit(1);
}
