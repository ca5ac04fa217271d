// Prints what arrives of multicast and broadcast where the native companion is missing.
import type { Socket } from 'node:dgram';
import { once } from 'node:events';

process.env.COMPANION = 'off';
const { ours } = await import('../support/sideBySide.ts');

async function bound(type: 'udp4' | 'udp6'): Promise<Socket> {
  const socket = ours.createSocket(type);
  await once(socket.bind(0), 'listening');
  return socket;
}

async function arrival(text: string, address: string, to: Socket): Promise<string[]> {
  const sender = await bound(address.includes(':') ? 'udp6' : 'udp4');
  sender.setBroadcast(true);
  sender.setMulticastTTL(1);
  sender.setMulticastLoopback(true);
  const message = once(to, 'message') as Promise<[Buffer]>;
  sender.send(text, to.address().port, address);
  const [received] = await message;
  sender.close();
  return [received.toString()];
}

const report: Record<string, unknown> = {};
for (const [type, group] of [
  ['udp4', '239.1.2.3'],
  ['udp6', 'ff15::1234']
] as const) {
  const member = await bound(type);
  member.addMembership(group);
  report[type] = await arrival('to the group', group, member);
  if (type === 'udp4') {
    const error = once(member, 'error') as Promise<[Error]>;
    member.addMembership(group);
    report.joinedAgain = (await error)[0].message;
  }
  member.close();
}
const receiver = await bound('udp4');
report.broadcast = await arrival('to all', '127.255.255.255', receiver);
receiver.close();
console.log(JSON.stringify(report));
