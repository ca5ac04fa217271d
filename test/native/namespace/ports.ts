import { companion, probe } from '../support/addons.ts';
import { succeed } from '../support/descriptors.ts';
import { linux } from '../support/linux.ts';

/** Binds a UDP socket on all addresses. @returns the socket, or a negative errno */
export function bindAny(port: number, reuseAddress: boolean): number {
  const fd = succeed(probe.openSocket(linux.ipv4, linux.datagram));
  if (reuseAddress) succeed(probe.setOption(fd, linux.socketLevel, linux.reuseAddress, 1));
  const result = probe.bind(fd, '0.0.0.0', port);
  if (result === 0) return fd;
  probe.close(fd);
  return result;
}

/** Takes every second port of a range, and keeps it. @returns how many */
export function occupyHalf(lowest: number, highest: number): number {
  let count = 0;
  for (let port = lowest; port <= highest; port += 2) {
    succeed(bindAny(port, false));
    count++;
  }
  return count;
}

/** What became of some hand-overs. */
export interface HandOvers {
  /** The socket has the port that was reserved, and a datagram for it reaches the socket. */
  right: number;
  /** One text for each that went wrong. */
  wrong: string[];
}

/** Reserves ports and binds sockets to them, one after the other, as the library does. */
export function handOver(count: number): HandOvers {
  const result: HandOvers = { right: 0, wrong: [] };
  const sender = succeed(probe.openSocket(linux.ipv4, linux.datagram));
  for (let i = 0; i < count; i++) {
    const problem = handOverOne(sender, `datagram ${i}`);
    if (problem === undefined) result.right++;
    else result.wrong.push(problem);
  }
  probe.close(sender);
  return result;
}

/** @returns what went wrong, or undefined */
function handOverOne(sender: number, text: string): string | undefined {
  const id = companion.reservePort(4);
  const port = companion.reservedPort(id);
  if (port < 0) return `reserved nothing: ${id}`;
  companion.offerPort(id);
  const fd = bindAny(port, true);
  const confirmed = companion.confirmPort(id, fd);
  companion.releasePort(id);
  if (confirmed !== 0) return `port ${port} was lost: bind ${fd}, confirmPort ${confirmed}`;
  succeed(probe.sendText(sender, text, '127.0.0.1', port));
  const datagram = probe.receiveDatagram(fd);
  const isShared = bindAny(port, true) >= 0;
  probe.close(fd);
  if (isShared) return `port ${port} can be shared`;
  return typeof datagram === 'object' && datagram.text === text
    ? undefined
    : `a datagram for port ${port} did not reach it`;
}
