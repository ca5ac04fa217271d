import type { ChildProcess } from 'node:child_process';
import type dgram from 'node:dgram';
import type net from 'node:net';

/** A TCP connection of a peer, and what it saw. */
export interface PeerConnection {
  readonly socket: net.Socket;
  readonly chunks: Buffer[];
  readonly events: string[];
}

/** The other end: plain Node sockets. */
export interface Peer {
  readonly got: unknown[];
  readonly connections: PeerConnection[];
  /** Whether reports list connections: not for datagram peers. */
  readonly isStream: boolean;
  readonly datagram?: dgram.Socket;
  readonly server?: net.Server;
  readonly process?: ChildProcess;
}

export function receivedBytes(connection: PeerConnection): number {
  return connection.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}

/** Notes what a connection sees, and answers with the same bytes if asked to. */
export function watchConnection(peer: Peer, socket: net.Socket, echoes: boolean): void {
  const connection: PeerConnection = { socket, chunks: [], events: [] };
  peer.connections.push(connection);
  socket.on('data', (chunk) => {
    connection.chunks.push(chunk);
    if (echoes) socket.write(chunk);
  });
  socket.on('end', () => connection.events.push('end'));
  socket.on('close', (hadError) => connection.events.push(hadError ? 'close:err' : 'close'));
  socket.on('error', (error) => connection.events.push(`error:${codeOf(error)}`));
}

export function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}
