// Prints what programs with multicast, broadcast and unknown names see with Node's module, or with ours: `node` or `ours`.
import type { Socket } from 'node:dgram';
import nodeDgram from 'node:dgram';
import { once } from 'node:events';
import { describeError, type Dgram, ours, thrownBy, withoutPorts } from '../support/sideBySide.ts';

const GROUPS = [
  {
    type: 'udp4',
    group: '239.1.2.3',
    networkInterface: '127.0.0.1',
    none: '203.0.113.1',
    source: '127.0.0.1'
  },
  { type: 'udp6', group: 'ff15::1234', networkInterface: '::%lo', none: '127.0.0.1', source: '::1' }
] as const;
type Group = (typeof GROUPS)[number];

const QUIET_MS = 60;

const dgram: Dgram = process.argv[2] === 'node' ? nodeDgram : ours;
const trace: unknown[][] = [];
const log = (...words: unknown[]): void =>
  void trace.push(words.map((word) => withoutPorts(describeError(word))));

async function bound(type: 'udp4' | 'udp6', port = 0): Promise<Socket> {
  const socket = dgram.createSocket({ type, reuseAddr: true });
  await once(socket.bind(port), 'listening');
  return socket;
}

/** Sends to a port at an address. @returns the texts that each receiver got */
async function arrivals(
  sender: Socket,
  address: string,
  port: number,
  receivers: Socket[]
): Promise<string[][]> {
  const texts = receivers.map((): string[] => []);
  receivers.forEach((receiver, index) => {
    receiver.removeAllListeners('message').on('message', (message) => texts[index]?.push(message.toString()));
  });
  log('sent', await new Promise((resolve) => sender.send('to all', port, address, resolve)));
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  return texts;
}

async function members({ type, group, networkInterface, source }: Group): Promise<void> {
  const first = await bound(type);
  const { port } = first.address();
  const second = await bound(type, port);
  const sender = await bound(type);
  sender.setMulticastInterface(networkInterface);
  const send = (): Promise<string[][]> => arrivals(sender, group, port, [first, second]);
  log(type, 'no member', await send());
  first.addMembership(group);
  second.addMembership(group, networkInterface);
  log('two members', await send());
  log(
    'again',
    thrownBy(() => first.addMembership(group))
  );
  first.dropMembership(group);
  second.dropMembership(group, networkInterface);
  log(
    'none',
    await send(),
    thrownBy(() => first.dropMembership(group))
  );
  sender.setMulticastTTL(0);
  sender.setMulticastLoopback(true);
  const channel = type === 'udp4' ? '232.1.1.1' : 'ff35::1234';
  first.addSourceSpecificMembership(source, channel, networkInterface);
  log('a source', await arrivals(sender, channel, port, [first]));
  log(
    'twice',
    thrownBy(() => first.addSourceSpecificMembership(source, channel, networkInterface))
  );
  first.dropSourceSpecificMembership(source, channel, networkInterface);
  log(
    'no source',
    thrownBy(() => first.dropSourceSpecificMembership(source, channel, networkInterface))
  );
  for (const socket of [first, second, sender]) socket.close();
}

async function refusals({ type, none }: Group): Promise<void> {
  const socket = await bound(type);
  for (const networkInterface of [none, '', 'lo', '::%nope', 'ff::1::2']) {
    log(
      networkInterface,
      thrownBy(() => socket.setMulticastInterface(networkInterface))
    );
    for (const { group } of GROUPS) {
      log(
        group,
        thrownBy(() => socket.addMembership(group, networkInterface))
      );
      log(thrownBy(() => socket.addSourceSpecificMembership('10.0.0.1', group, networkInterface)));
    }
  }
  socket.close();
}

async function broadcast(): Promise<void> {
  const receiver = await bound('udp4');
  const sender = await bound('udp4');
  const send = (): Promise<string[][]> =>
    arrivals(sender, '127.255.255.255', receiver.address().port, [receiver]);
  log('not allowed', await send());
  sender.setBroadcast(true);
  log('allowed', await send());
  sender.connect(receiver.address().port, '127.255.255.255');
  await once(sender, 'connect');
  log(sender.remoteAddress().address);
  for (const socket of [receiver, sender]) socket.close();
}

/** Whether the name server says no or cannot be reached is not told by the system. */
function withoutCause(error: unknown): unknown {
  const { syscall, hostname } = error as { syscall: string; hostname: string };
  return { syscall, hostname, isError: error instanceof Error };
}

async function unknownNames(): Promise<void> {
  const name = 'nothing.invalid';
  const socket = dgram.createSocket('udp4');
  socket.bind(0, name);
  log(withoutCause(await new Promise((resolve) => socket.once('error', resolve))));
  const other = await bound('udp4');
  log(withoutCause(await new Promise((resolve) => other.send('x', 9, name, resolve))));
  log(withoutCause(await new Promise((resolve) => other.connect(9, name, resolve as () => void))));
  for (const each of [socket, other]) each.close();
}

for (const group of GROUPS) {
  await members(group);
  await refusals(group);
}
await broadcast();
await unknownNames();
console.log(JSON.stringify(trace));
