// Works an app of examples/: node --import tsx headless/exampleMain.ts <URL of the bundle> <its name and its peer's port as JSON>
import { App } from './app.ts';
import { expectEntry, expectStatus } from './expect.ts';
import type { Picture } from './messages.ts';
import type { Screen } from './screen.ts';
import { runToEnd } from './runToEnd.ts';

const LOOPBACK = '127.0.0.1';

/** What a person does in each app, and what it shows then. */
const WORK: Readonly<Record<string, (screen: Screen, port: number) => Promise<string>>> = {
  async printer(screen, port) {
    await typePeer(screen, port);
    await screen.type('Line', '3 x jasmine');
    await screen.tap('Print');
    return expectStatus(screen, 'printer: the receipt goes out', 'Printed');
  },

  async modbus(screen, port) {
    await typePeer(screen, port);
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
    await typePeer(screen, port);
    await screen.tap('Search');
    const { headline, content } = await expectEntry(screen, 'discovery: a device answers', /lamp/);
    return `${headline}: ${content}`;
  }
};

async function typePeer(screen: Screen, port: number): Promise<void> {
  await screen.type('Address', LOOPBACK);
  await screen.type('Port', String(port));
}

interface Example {
  name: string;
  /** Of its peer, on 127.0.0.1. */
  port: number;
}

async function main(bundle: string, { name, port }: Example): Promise<void> {
  const app = await App.launch(bundle);
  const screen = await app.page('pages/index/index');
  const shown = await WORK[name]?.(screen, port);
  if (shown === undefined) throw new Error(`nothing is known of what a person does in ${name}`);
  console.log(`  ✓ ${name}: ${shown}`);
  const picture: Picture = screen.picture(`example-${name}`);
  app.leave();
  process.send?.(picture);
  // The app has left nothing open, or this process does not end.
  process.disconnect();
}

const [bundle = '', example = ''] = process.argv.slice(2);
await runToEnd(() => main(bundle, JSON.parse(example) as Example));
