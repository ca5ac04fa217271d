import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';

/** Sends back what comes. */
export interface Echo {
  /** The first that came. */
  received: Promise<string>;
  close: () => void;
}

export async function udpEcho(address: string, port: number): Promise<Echo> {
  const peer = dgram.createSocket('udp4');
  const received = new Promise<string>((resolve) => {
    peer.on('message', (message, sender) => {
      peer.send(message, sender.port, sender.address);
      resolve(message.toString());
    });
  });
  peer.bind(port, address);
  await once(peer, 'listening');
  return { received, close: () => peer.close() };
}

export async function tcpEcho(address: string, port: number): Promise<Echo> {
  const server = net.createServer();
  const connections: net.Socket[] = [];
  const received = new Promise<string>((resolve) => {
    server.on('connection', (socket) => {
      connections.push(socket);
      socket.on('data', (data) => {
        socket.write(data);
        resolve(data.toString());
      });
    });
  });
  server.listen(port, address);
  await once(server, 'listening');
  const close = (): void => {
    server.close();
    connections.forEach((socket) => socket.end());
  };
  return { received, close };
}
