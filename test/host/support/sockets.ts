import assert from 'node:assert/strict';
import { afterEach } from 'node:test';
import { closeAtEnd, closeOpened } from '../../library/support/opened.ts';
import { resetHost } from '../control.ts';
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

/** The call is rejected so. */
export async function fails(call: unknown, code: number, message: string): Promise<void> {
  assert.deepEqual(await rejectionOf(call), { code, message });
}

/** The port that a socket is bound to. */
export async function portOf(socket: { getLocalAddress(): unknown }): Promise<number> {
  return ((await socket.getLocalAddress()) as { port: number }).port;
}

/** Puts the host back after each test, and closes the sockets that come from here. */
export function cleanUpAfterEach(): void {
  afterEach(async () => {
    resetHost();
    await closeOpened();
  });
}

/** What is closed already does not matter. */
function closing<Socket extends { close(): unknown }>(socket: Socket): Socket {
  closeAtEnd(() => Promise.allSettled([socket.close()]));
  return socket;
}

export function newUdp(): UDPSocket {
  return closing(socketModule.constructUDPSocketInstance());
}

export function newTcp(): TCPSocket {
  return closing(socketModule.constructTCPSocketInstance());
}

export function newServer(): TCPSocketServer {
  return closing(socketModule.constructTCPSocketServerInstance());
}

/** A UDP socket of the host module, bound to loopback. */
export async function boundUdp(): Promise<{ socket: UDPSocket; port: number }> {
  const socket = newUdp();
  await socket.bind(LOOPBACK);
  return { socket, port: await portOf(socket) };
}

/** A server that listens, and the options for a connect to it. */
export async function listeningServer(): Promise<{
  server: TCPSocketServer;
  to: { address: ReturnType<typeof toPort> };
}> {
  const server = newServer();
  await server.listen(LOOPBACK);
  return { server, to: { address: toPort(await portOf(server)) } };
}

/** A client and a server of the host module that are connected. */
export async function connectedPair(): Promise<{
  client: TCPSocket;
  server: TCPSocketServer;
  accepted: TCPSocketConnection;
}> {
  const { server, to } = await listeningServer();
  const client = newTcp();
  const accepting = next(server, 'connect');
  await client.connect(to);
  return { client, server, accepted: closing((await accepting) as TCPSocketConnection) };
}
