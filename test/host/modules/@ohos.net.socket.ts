import { exposeToFaults } from '../faults/callFaults.ts';
import { DatagramSocket } from '../socket/datagramSocket.ts';
import { MulticastSocket } from '../socket/multicastSocket.ts';
import { SocketObject } from '../socket/socketObject.ts';
import { TCPSocket } from '../socket/tcpSocket.ts';
import { TCPSocketConnection } from '../socket/tcpSocketConnection.ts';
import { TCPSocketServer } from '../socket/tcpSocketServer.ts';
import { UDPSocket } from '../socket/udpSocket.ts';
import { TLSSocket } from '../tls/tlsSocket.ts';
import { TLSSocketConnection } from '../tls/tlsSocketConnection.ts';
import { TLSSocketServer } from '../tls/tlsSocketServer.ts';

for (const socketClass of [
  SocketObject,
  DatagramSocket,
  MulticastSocket,
  TCPSocket,
  TCPSocketServer,
  TCPSocketConnection,
  TLSSocket,
  TLSSocketServer,
  TLSSocketConnection
]) {
  exposeToFaults(socketClass);
}

// The native module puts its classes on globalThis.
Object.assign(globalThis, {
  UDPSocket,
  MulticastSocket,
  TCPSocket,
  TCPSocketServer,
  TLSSocket,
  TLSSocketServer
});

/** Stands in for `@ohos.net.socket` on Node, over real kernel sockets (docs/native-module.md). */
const socket = {
  constructUDPSocketInstance: (): UDPSocket => new UDPSocket(),
  constructMulticastSocketInstance: (): MulticastSocket => new MulticastSocket(),
  constructTCPSocketInstance: (): TCPSocket => new TCPSocket(),
  constructTCPSocketServerInstance: (): TCPSocketServer => new TCPSocketServer(),
  constructTLSSocketInstance: (...args: unknown[]): TLSSocket => new TLSSocket(...args),
  constructTLSSocketServerInstance: (): TLSSocketServer => new TLSSocketServer(),
  Protocol: { TLSv12: 'TLSv1.2', TLSv13: 'TLSv1.3' },
  ProxyTypes: { NONE: 0, SOCKS5: 1 }
};

export default socket;
