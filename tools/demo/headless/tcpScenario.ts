import type { PeerPorts } from '../peers.ts';
import { StepFailure } from './StepFailure.ts';
import type { App } from './app.ts';
import { exchange, hex, text } from './exchange.ts';
import { expectError, expectStatus } from './expect.ts';
import type { Picture } from './messages.ts';
import type { Screen } from './screen.ts';

/** Works the TCP page and leaves it with its socket connected. @param pictures gets the page in both themes */
export async function workTcpPage(app: App, ports: PeerPorts, pictures: Picture[]): Promise<void> {
  const screen = await app.page('pages/tcp/index');
  await expectStatus(screen, 'The TCP page opens', 'Not connected');
  if (!screen.has('Light'))
    throw new StepFailure('The TCP page opens', 'the dark theme, as chosen', 'the light one');

  await screen.type('Port', String(ports.refused));
  await screen.tap('Connect');
  const refusal = await expectError(
    screen,
    'TCP: a refused connection is shown',
    /^errCode -4: TCPSocket\.connect:fail/
  );
  await expectStatus(screen, 'TCP: a refused connection ends closed', 'Closed');
  console.log(`  ✓ a refused connection is shown: ${refusal.content}`);

  await connect(screen, ports.tcpEcho);
  await exchange(screen, 'TCP: a stream of text', 'stream', [text('Hello'), text('héllo, 你好，世界 🛰️')]);
  await exchange(screen, 'TCP: a stream of bytes', 'stream', [
    hex('00 01 02 fe ff'),
    hex('0a'),
    hex('de ad be ef')
  ]);
  await close(screen);

  await screen.tap('Lines');
  await connect(screen, ports.lineServer);
  await exchange(screen, 'TCP: lines, joined again from other packets', 'lines', [
    text('first'),
    text('the second line, longer than any packet of the server: 你好，世界 🛰️'),
    hex('00 ff'),
    text('last')
  ]);
  pictures.push(screen.picture('tcp-dark'));
  await screen.tap('Light');
  pictures.push(screen.picture('tcp-light'));
}

async function connect(screen: Screen, port: number): Promise<void> {
  await screen.type('Port', String(port));
  await screen.tap('Connect');
  await expectStatus(screen, `TCP: connecting to port ${port}`, 'Connected');
  console.log(`  ✓ connected to port ${port}`);
}

async function close(screen: Screen): Promise<void> {
  await screen.tap('Close');
  await expectStatus(screen, 'TCP: closing', 'Closed');
  console.log('  ✓ closed');
}
