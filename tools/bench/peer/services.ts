// The peer process: starts what it is asked for, with plain Node sockets. Ends with the process that started it.
import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { Identity } from '../../../test/tls/support/certificates.ts';
import { type Address, LOOPBACK } from '../contenders/contender.ts';
import { type Flow, Sink, Source, writeNumbers } from '../flow.ts';

const BACKLOG = 4096;

/** What happens on a port with datagrams, or on each connection. @param answer false while the connection takes no more */
type Service = (flow: Flow, answer: (bytes: Uint8Array) => boolean) => Conversation;
interface Conversation {
  readonly onPiece: (piece: Buffer) => void;
  /** The connection takes more. */
  readonly onDrain?: () => void;
}

const SERVICES = {
  /** Takes runs and tells how many bytes have come; at the end the checksum, behind a number that is one above the total. */
  sink: (flow, answer) => {
    const tell = (...numbers: [number, number]): boolean => answer(new Uint8Array(writeNumbers(...numbers)));
    const sink = new Sink(flow, (bytes) => {
      tell(bytes, 0);
      if (bytes === sink.total) tell(bytes + 1, sink.takeChecksum());
    });
    return { onPiece: sink.take };
  },

  /** Sends a run to who sends it the number 0, and goes on when it is told how many bytes have come. */
  source: (flow, answer) => {
    const source = new Source(flow, (message) => answer(new Uint8Array(message as ArrayBuffer)));
    return {
      onPiece: (piece) => source.acknowledge(piece.readUInt32BE()),
      onDrain: () => source.proceed()
    };
  },

  /** Sends requests back, each when it is whole. */
  echo: ({ size }, answer) => {
    let request: Buffer[] = [];
    let missing = size;
    return {
      onPiece(piece) {
        request.push(piece);
        missing -= piece.length;
        if (missing > 0) return;
        answer(Buffer.concat(request));
        request = [];
        missing = size;
      }
    };
  },

  /** Reads what comes; a connection closes when the other end does. */
  accept: () => ({ onPiece: () => {} })
} satisfies Record<string, Service>;

export type ServiceName = keyof typeof SERVICES;

/** Made for the first service over TLS, for this run alone. */
let identity: Promise<{ ca: string; cert: string; key: string }> | undefined;

async function makeIdentity(): Promise<{ ca: string; cert: string; key: string }> {
  const authority = await Identity.authority('Bench');
  const { cert, key } = await authority.issue({ name: 'peer', ip: [LOOPBACK] });
  return { ca: authority.cert, cert, key };
}

async function bind(service: Service, flow: Flow): Promise<Address> {
  let sender: dgram.RemoteInfo | undefined;
  const socket = dgram.createSocket('udp4', (datagram, from) => {
    sender = from;
    conversation.onPiece(datagram);
  });
  const conversation = service(flow, (bytes) => {
    socket.send(bytes, sender?.port, sender?.address);
    return true;
  });
  socket.bind(0, LOOPBACK);
  await once(socket, 'listening');
  return { port: socket.address().port };
}

async function listen(service: Service, flow: Flow): Promise<Address> {
  const accept = (connection: net.Socket): void => {
    const { onPiece, onDrain } = service(flow, (bytes) => connection.write(bytes));
    // A reset is one way to end a connection; what is lost by it is missed at the other end.
    connection.on('error', () => connection.destroy());
    connection.on('data', onPiece).on('drain', () => onDrain?.());
  };
  const { ca, ...shown } = flow.transport === 'tls' ? await (identity ??= makeIdentity()) : {};
  const server =
    ca === undefined
      ? net.createServer({ noDelay: true }, accept)
      : tls.createServer({ noDelay: true, ...shown }, accept);
  server.listen({ port: 0, host: LOOPBACK, backlog: BACKLOG });
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  return ca === undefined ? { port } : { port, ca };
}

process.on('message', ([name, flow]: [ServiceName, Flow]) => {
  const started = (flow.transport === 'udp' ? bind : listen)(SERVICES[name], flow);
  void started.then((address) => process.send?.(address));
});
process.on('disconnect', () => process.exit());
