import assert from 'node:assert/strict';
import { probe } from './addons.ts';
import { linux } from './linux.ts';

/** Who closes what a test opened: a TestContext, or the functions of node:test. */
export interface Owner {
  after(close: () => void): void;
}

/** @returns the result of a call that must not fail */
export function succeed(result: number): number {
  assert.ok(result >= 0, `a call failed with ${result}`);
  return result;
}

/** What is to be closed; a number that was closed may belong to somebody else by now. */
const open = new Set<number>();

/** Has a descriptor closed after the test, unless the test itself does. */
function own(owner: Owner, fd: number): number {
  open.add(fd);
  owner.after(() => closeSocket(fd));
  return fd;
}

/** Closes a socket of a test, once. */
export function closeSocket(fd: number): void {
  if (open.delete(fd)) succeed(probe.close(fd));
}

/** A socket that is closed after the test. */
export function openSocket(owner: Owner, domain: number, type: number): number {
  return own(owner, succeed(probe.openSocket(domain, type)));
}

/** A UDP socket on loopback. */
export function udpSocket(owner: Owner, domain: number = linux.ipv4, port = 0): number {
  const fd = openSocket(owner, domain, linux.datagram);
  succeed(probe.bind(fd, loopback(domain), port));
  return fd;
}

/** Binds a UDP socket as `@ohos.net.socket` does. @returns the socket, or a negative errno */
export function bindUdp(owner: Owner, address: string, port: number, reuseAddress: boolean): number {
  const domain = address.includes(':') ? linux.ipv6 : linux.ipv4;
  const fd = openSocket(owner, domain, linux.datagram);
  succeed(probe.setOption(fd, linux.socketLevel, linux.reuseAddress, Number(reuseAddress)));
  const result = probe.bind(fd, address, port);
  return result < 0 ? result : fd;
}

export function loopback(domain: number): string {
  return domain === linux.ipv4 ? '127.0.0.1' : '::1';
}

/** How the sending end of a TCP connection is set up; the system's defaults when absent. */
export interface TcpSetup {
  maximumSegment?: number | undefined;
  sendBuffer?: number | undefined;
}

/** Two connected TCP sockets on loopback; neither is read by anyone. */
export function tcpConnection(owner: Owner, setup: TcpSetup = {}): { sender: number; receiver: number } {
  const listener = openSocket(owner, linux.ipv4, linux.stream);
  const sender = openSocket(owner, linux.ipv4, linux.stream);
  if (setup.maximumSegment !== undefined) {
    for (const fd of [listener, sender]) {
      succeed(probe.setOption(fd, linux.tcpLevel, linux.tcpMaximumSegment, setup.maximumSegment));
    }
  }
  if (setup.sendBuffer !== undefined) {
    succeed(probe.setOption(sender, linux.socketLevel, linux.sendBuffer, setup.sendBuffer));
  }
  succeed(probe.bind(listener, '127.0.0.1', 0));
  succeed(probe.listen(listener));
  succeed(probe.connect(sender, '127.0.0.1', succeed(probe.localPort(listener))));
  return { sender, receiver: own(owner, succeed(probe.accept(listener))) };
}
