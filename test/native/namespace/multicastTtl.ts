// Prints with what TTLs and hop limits multicast datagrams arrive after they were set to 1, 33 and 255.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { companion, probe } from '../support/addons.ts';
import { openSocket, succeed } from '../support/descriptors.ts';
import { linux } from '../support/linux.ts';

const TTLS = [1, 33, 255];
const LOOPBACK_INDEX = 1;
/** 127.0.0.1 as an in_addr lies in memory. */
const LOOPBACK_ADDRESS = 0x0100007f;

interface Version {
  domain: number;
  type: 'udp4' | 'udp6';
  group: string;
  any: string;
  interface: string;
  askForTtl: readonly [number, number];
  outgoing: readonly [number, number, number];
}

const VERSIONS: Readonly<Record<string, Version>> = {
  ipv4: {
    domain: linux.ipv4,
    type: 'udp4',
    group: '239.1.2.3',
    any: '0.0.0.0',
    interface: '127.0.0.1',
    askForTtl: [linux.ipLevel, linux.ipReceiveTtl],
    outgoing: [linux.ipLevel, linux.ipMulticastInterface, LOOPBACK_ADDRESS]
  },
  ipv6: {
    domain: linux.ipv6,
    type: 'udp6',
    group: 'ff15::1234',
    any: '::',
    interface: '::%lo',
    askForTtl: [linux.ipv6Level, linux.ipv6ReceiveHopLimit],
    outgoing: [linux.ipv6Level, linux.ipv6MulticastInterface, LOOPBACK_INDEX]
  }
};

const owner = { after: (): void => undefined }; // the process ends soon

async function measure(version: Version): Promise<unknown[]> {
  // The membership belongs to the interface: any socket on the port then gets what is sent to the group.
  const member = createSocket(version.type).bind();
  await once(member, 'listening');
  member.addMembership(version.group, version.interface);
  const receiver = openSocket(owner, version.domain, linux.datagram);
  succeed(probe.setOption(receiver, ...version.askForTtl, 1));
  succeed(probe.bind(receiver, version.any, 0));
  const sender = openSocket(owner, version.domain, linux.datagram);
  succeed(probe.setOption(sender, ...version.outgoing));
  const received = TTLS.map((ttl) => {
    succeed(companion.setTtl(sender, ttl));
    succeed(probe.sendText(sender, 'multicast', version.group, succeed(probe.localPort(receiver))));
    const datagram = probe.receiveDatagram(receiver);
    return typeof datagram === 'object' ? datagram.ttl : datagram;
  });
  member.close();
  return received;
}

const report: Record<string, unknown> = {};
for (const [name, version] of Object.entries(VERSIONS)) report[name] = await measure(version);
console.log(JSON.stringify(report));
