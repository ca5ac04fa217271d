import { exposeToFaults } from '../faults/callFaults.ts';
import { DatagramSocket } from '../socket/datagramSocket.ts';
import { MulticastSocket } from '../socket/multicastSocket.ts';
import { TCPSocket } from '../socket/tcpSocket.ts';
import { TCPSocketConnection } from '../socket/tcpSocketConnection.ts';
import { TCPSocketServer } from '../socket/tcpSocketServer.ts';
import { UDPSocket } from '../socket/udpSocket.ts';

for (const socketClass of [
  DatagramSocket,
  MulticastSocket,
  TCPSocket,
  TCPSocketServer,
  TCPSocketConnection
]) {
  exposeToFaults(socketClass);
}

// The native module puts its classes on globalThis.
Object.assign(globalThis, { UDPSocket, MulticastSocket, TCPSocket, TCPSocketServer });

/** Stands in for `@ohos.net.socket` on Node, over real kernel sockets (docs/native-module.md). */
const socket = {
  constructUDPSocketInstance: (): UDPSocket => new UDPSocket(),
  constructMulticastSocketInstance: (): MulticastSocket => new MulticastSocket(),
  constructTCPSocketInstance: (): TCPSocket => new TCPSocket(),
  constructTCPSocketServerInstance: (): TCPSocketServer => new TCPSocketServer(),
  ProxyTypes: { NONE: 0, SOCKS5: 1 }
};

export default socket;
