// The process in which the built app runs: node --import tsx headless/main.ts <URL of the bundle> <peers' ports as JSON>
import { once } from 'node:events';
import type { PeerPorts } from '../peers.ts';
import { App } from './app.ts';
import type { Picture, Unloaded } from './messages.ts';
import { runToEnd } from './runToEnd.ts';
import { workTcpPage } from './tcpScenario.ts';
import { workUdpPage } from './udpScenario.ts';

async function main(bundle: string, ports: PeerPorts): Promise<void> {
  const app = await App.launch(bundle);
  const pictures: Picture[] = [];
  const boundPort = await workUdpPage(app, ports, pictures);
  await (await app.page('pages/udp/index')).tap('TCP');
  await workTcpPage(app, ports, pictures);
  app.leave();
  // The parent looks whether sockets are left; only then may this process end, which would close them.
  process.send?.({ boundPort, pictures } satisfies Unloaded);
  await once(process, 'message');
  process.disconnect();
}

const [bundle = '', ports = ''] = process.argv.slice(2);
await runToEnd(() => main(bundle, JSON.parse(ports) as PeerPorts));
