import type { PeerPorts } from '../peers.ts';
import { StepFailure } from './StepFailure.ts';
import type { App } from './app.ts';
import { exchange, hex, text } from './exchange.ts';
import { expectError, expectStatus } from './expect.ts';
import type { Picture } from './messages.ts';

const ALL_BYTES = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0')).join(' ');

/**
 * Works the UDP page and leaves it with its socket bound.
 *
 * @param pictures gets the page in both themes
 * @returns the port that the page says it is bound to
 */
export async function workUdpPage(app: App, ports: PeerPorts, pictures: Picture[]): Promise<number> {
  const screen = await app.page('pages/udp/index');
  await expectStatus(screen, 'The UDP page opens', 'Unbound');
  await screen.type('Port', String(ports.udpEcho));

  await exchange(screen, 'UDP: the first datagram binds a free port', 'datagrams', [text('Hello')]);
  const status = await expectStatus(screen, 'The socket is bound', /^Bound to port \d+$/);
  console.log(`  ✓ ${status}`);

  await exchange(screen, 'UDP: several alphabets', 'datagrams', [text('héllo, 你好，世界 🛰️')]);
  await exchange(screen, 'UDP: every byte value, as hex', 'datagrams', [hex(ALL_BYTES)]);
  await exchange(
    screen,
    'UDP: ten datagrams in order',
    'datagrams',
    Array.from({ length: 10 }, (_, index) => text(`datagram ${index + 1}`))
  );

  await screen.tap('As hex');
  await screen.type('Message', 'de ad bx');
  await screen.tap('Send');
  const mistake = await expectError(screen, 'UDP: a mistake in the hex is shown', /"x" at position 8/);
  console.log(`  ✓ a mistake is shown: ${mistake.content}`);

  pictures.push(screen.picture('udp-light'));
  await screen.tap('Dark');
  if (!screen.has('Light')) throw new StepFailure('Dark is chosen', 'a switch back to "Light"', 'none');
  console.log('  ✓ the dark theme is chosen');
  pictures.push(screen.picture('udp-dark'));

  return Number(status.replace(/\D/g, ''));
}
