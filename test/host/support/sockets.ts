import assert from 'node:assert/strict';
import socketModule from '../modules/@ohos.net.socket.ts';
import type { TCPSocket } from '../socket/tcpSocket.ts';
import type { TCPSocketConnection } from '../socket/tcpSocketConnection.ts';
import type { TCPSocketServer } from '../socket/tcpSocketServer.ts';
import type { UDPSocket } from '../socket/udpSocket.ts';

/** Milliseconds until a wait for an event fails. */
const EVENT_LIMIT = 120_000;

/** Any free port on IPv4 loopback. */
export const LOOPBACK = { address: '127.0.0.1', port: 0, family: 1 };

/** A destination on IPv4 loopback. */
export function toPort(port: number): { address: string; port: number; family: number } {
  return { address: '127.0.0.1', port, family: 1 };
}

interface Emitter {
  on(event: string, listener: (payload: unknown) => void): void;
}

/** What `message` events carry. */
export interface Message {
  readonly message: ArrayBuffer;
  readonly remoteInfo: {
    readonly address: string;
    readonly family: string;
    readonly port: number;
    readonly size: number;
  };
}

/** The payloads of an event from now on. */
export function collect(emitter: Emitter, event: string): unknown[] {
  const payloads: unknown[] = [];
  emitter.on(event, (payload) => payloads.push(payload));
  return payloads;
}

/** Waits until `holds` does. @throws AssertionError when it does not in time */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const end = performance.now() + EVENT_LIMIT;
  while (!holds()) {
    assert.ok(performance.now() < end, `waited ${EVENT_LIMIT} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The next payload of an event. Takes the place of the event's listener. */
export async function next(emitter: Emitter, event: string): Promise<unknown> {
  const payloads = collect(emitter, event);
  await until(() => payloads.length > 0, event);
  return payloads[0];
}

/** The texts of the messages that came. */
export function textsOf(payloads: readonly unknown[]): string[] {
  return payloads.map((payload) => Buffer.from((payload as Message).message).toString());
}

/** What a call rejects with. @throws AssertionError when it does not */
export async function rejectionOf(call: unknown): Promise<unknown> {
  try {
    await call;
  } catch (reason) {
    return reason;
  }
  return assert.fail('the call succeeded');
}

/** The port that a socket is bound to. */
export async function portOf(socket: { getLocalAddress(): unknown }): Promise<number> {
  return ((await socket.getLocalAddress()) as { port: number }).port;
}

/** A UDP socket of the host module, bound to loopback. */
export async function boundUdp(): Promise<{ socket: UDPSocket; port: number }> {
  const socket = socketModule.constructUDPSocketInstance();
  await socket.bind(LOOPBACK);
  return { socket, port: await portOf(socket) };
}

/** A client and a server of the host module that are connected. */
export interface Pair {
  readonly client: TCPSocket;
  readonly server: TCPSocketServer;
  readonly accepted: TCPSocketConnection;
}

export async function connectedPair(): Promise<Pair> {
  const server = socketModule.constructTCPSocketServerInstance();
  await server.listen(LOOPBACK);
  const client = socketModule.constructTCPSocketInstance();
  const accepting = next(server, 'connect');
  await client.connect({ address: toPort(await portOf(server)) });
  return { client, server, accepted: (await accepting) as TCPSocketConnection };
}

/** Closes what {@link connectedPair} opened; what is closed already does not matter. */
export async function closePair({ client, server, accepted }: Pair): Promise<void> {
  await Promise.allSettled([client.close(), accepted.close(), server.close()]);
}
