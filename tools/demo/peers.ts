import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';

const LOOPBACK = '127.0.0.1';

/** How many bytes the line server writes at a time, over and over: less than a line, and more than one. */
const PIECE_LENGTHS = [1, 7, 2, 40];

/** What a peer does to an answer before it goes out. */
export type Alter = (answer: Buffer, peer: 'udpEcho' | 'tcpEcho' | 'lineServer') => Buffer;

/** Ports on 127.0.0.1. */
export interface PeerPorts {
  /** Sends each datagram back to where it came from. */
  udpEcho: number;
  /** Sends each byte back. */
  tcpEcho: number;
  /** Sends each byte back as well, but in packets that begin and end elsewhere. */
  lineServer: number;
  /** Nobody listens on this TCP port. */
  refused: number;
}

/** What the app talks to: plain Node sockets on loopback, on ports that the system chose. */
export interface Peers {
  ports: PeerPorts;
  /** The UDP ports from which datagrams came. */
  udpSources: ReadonlySet<number>;
  /** In how many pieces the line server wrote its answers. */
  linePieces: () => number;
  /** The TCP connections that the app has not closed yet. */
  connections: ReadonlySet<net.Socket>;
  stop: () => void;
}

/** @param alter applied to every answer; the demo's own test uses it to damage them */
export async function startPeers(alter: Alter = (answer) => answer): Promise<Peers> {
  const udpSources = new Set<number>();
  const udpEcho = dgram.createSocket('udp4', (datagram, { address, port }) => {
    udpSources.add(port);
    udpEcho.send(alter(datagram, 'udpEcho'), port, address);
  });

  const connections = new Set<net.Socket>();
  const serve = (answer: (connection: net.Socket) => void) =>
    net.createServer({ noDelay: true }, (connection) => {
      connections.add(connection);
      connection.on('close', () => connections.delete(connection));
      answer(connection);
    });
  const tcpEcho = serve((connection) => {
    connection.on('data', (data) => connection.write(alter(data, 'tcpEcho')));
  });
  let linePieces = 0;
  const lineServer = serve((connection) => {
    const write = pieceWriter(connection, () => {
      linePieces += 1;
    });
    connection.on('data', (data) => write(alter(data, 'lineServer')));
  });

  udpEcho.bind(0, LOOPBACK);
  tcpEcho.listen(0, LOOPBACK);
  lineServer.listen(0, LOOPBACK);
  await Promise.all([udpEcho, tcpEcho, lineServer].map((peer) => once(peer, 'listening')));

  return {
    ports: {
      udpEcho: udpEcho.address().port,
      tcpEcho: portOf(tcpEcho),
      lineServer: portOf(lineServer),
      refused: await unusedTcpPort()
    },
    udpSources,
    linePieces: () => linePieces,
    connections,
    stop: () => {
      udpEcho.close();
      tcpEcho.close();
      lineServer.close();
      for (const connection of connections) connection.destroy();
    }
  };
}

/** Writes bytes in pieces of other lengths, each in a packet of its own as far as the system lets it. */
function pieceWriter(connection: net.Socket, wrote: () => void): (data: Buffer) => void {
  let waiting = Buffer.alloc(0);
  let turn = 0;
  let busy = false;
  const writeNext = () => {
    busy = waiting.length > 0 && connection.writable;
    if (!busy) return;
    const length = PIECE_LENGTHS[turn % PIECE_LENGTHS.length];
    turn += 1;
    const piece = waiting.subarray(0, length);
    waiting = waiting.subarray(piece.length);
    wrote();
    connection.write(piece, () => setImmediate(writeNext));
  };
  return (data) => {
    waiting = Buffer.concat([waiting, data]);
    if (!busy) writeNext();
  };
}

/** Whether `port` can be bound for UDP: nobody holds it. */
export async function isUdpPortFree(port: number): Promise<boolean> {
  const probe = dgram.createSocket('udp4');
  try {
    const listening = once(probe, 'listening');
    probe.bind({ port, exclusive: true });
    await listening;
    return true;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}

async function unusedTcpPort(): Promise<number> {
  const server = net.createServer().listen(0, LOOPBACK);
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
}

function portOf(server: net.Server): number {
  return (server.address() as net.AddressInfo).port;
}
