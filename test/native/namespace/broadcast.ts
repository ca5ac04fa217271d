// Sends a broadcast, a multicast and a unicast datagram to a reserved port before and after a socket is bound to it. Prints
// what is handed over, and what the socket gets by itself.
import { companion, probe } from '../support/addons.ts';
import { succeed } from '../support/descriptors.ts';
import { linux } from '../support/linux.ts';
import { bindAny } from './ports.ts';

const BROADCAST = 6;
const DESTINATIONS: Readonly<Record<string, string>> = {
  unicast: '127.0.0.1',
  broadcast: '127.255.255.255',
  multicast: '224.0.0.1'
};
/** Without a membership IPv6 sockets get no IPv4 multicast. */
const KINDS = { 4: ['unicast', 'broadcast', 'multicast'], 6: ['unicast', 'broadcast'] } as const;

const sender = succeed(probe.openSocket(linux.ipv4, linux.datagram));
succeed(probe.setOption(sender, linux.socketLevel, BROADCAST, 1));

const report = ([4, 6] as const).map((family) => {
  const id = succeed(companion.reservePort(family));
  const port = succeed(companion.reservedPort(id));
  const sendAll = (when: string): void => {
    for (const kind of KINDS[family]) {
      succeed(probe.sendText(sender, `${kind} ${when}`, DESTINATIONS[kind] ?? '', port));
    }
  };
  sendAll('before');
  companion.offerPort(id);
  const fd = family === 4 ? bindAny(port, true) : bindDual(port);
  sendAll('after');
  const confirmed = companion.confirmPort(id, fd);
  const handedOver = [];
  for (let next = companion.takeDatagram(id); typeof next === 'object'; next = companion.takeDatagram(id)) {
    handedOver.push(Buffer.from(next.message).toString());
  }
  const received = KINDS[family].map(() => {
    const datagram = probe.receiveDatagram(fd);
    return typeof datagram === 'object' ? datagram.text : datagram;
  });
  companion.releasePort(id);
  return { family, confirmed, handedOver, received };
});
console.log(JSON.stringify(report));

function bindDual(port: number): number {
  const fd = succeed(probe.openSocket(linux.ipv6, linux.datagram));
  succeed(probe.setOption(fd, linux.socketLevel, linux.reuseAddress, 1));
  succeed(probe.bind(fd, '::', port));
  return fd;
}
