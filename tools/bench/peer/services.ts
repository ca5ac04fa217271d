// The peer process: starts what it is asked for, with plain Node sockets. Ends with the process that started it.
import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { Identity } from '../../../test/tls/support/certificates.ts';
import { type Address, LOOPBACK, type Transport } from '../contenders/contender.ts';
import { MessageRing, Receipts, writeNumbers } from '../messages.ts';

const BACKLOG = 4096;

/** What happens on a port with datagrams, or on each connection; `answer` is false while the connection takes no more. */
type Service = (answer: (bytes: Uint8Array) => boolean) => Conversation;
interface Conversation {
  readonly onPiece: (piece: Buffer) => void;
  /** The connection takes more. */
  readonly onDrain?: () => void;
}

const SERVICES = {
  /** Takes runs of so many bytes and tells how many have come, each time that another so many have; at the end the checksum. */
  sink({ bytesPerRun, acknowledgeEvery }: { bytesPerRun: number; acknowledgeEvery: number }): Service {
    return (answer) => {
      let count = 0;
      let acknowledged = 0;
      const receipts = new Receipts();
      return {
        onPiece(piece) {
          receipts.add(piece);
          count += piece.length;
          for (; acknowledged + acknowledgeEvery <= count; acknowledged += acknowledgeEvery) {
            answer(new Uint8Array(writeNumbers(acknowledged + acknowledgeEvery, 0)));
          }
          if (count < bytesPerRun) return;
          answer(new Uint8Array(writeNumbers(count, receipts.takeChecksum())));
          count = 0;
          acknowledged = 0;
        }
      };
    };
  },

  /** Sends a run of messages to who sends it the number 0, never more than `window` beyond the number that came last. */
  source({ perRun, size, window }: { perRun: number; size: number; window: number }): Service {
    const ring = new MessageRing(size);
    return (answer) => {
      let sent = 0;
      let limit = 0;
      const onDrain = (): void => {
        while (sent < limit) if (!answer(ring.bytesAt(sent++))) return;
      };
      return {
        onDrain,
        onPiece(piece) {
          const acknowledged = piece.readUInt32BE();
          if (acknowledged === 0) sent = 0;
          limit = Math.min(perRun, acknowledged + window);
          onDrain();
        }
      };
    };
  },

  /** Sends requests of so many bytes back, each when it is whole. */
  echo({ size }: { size: number }): Service {
    return (answer) => {
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
    };
  },

  /** Reads what comes; a connection closes when the other end does. */
  accept:
    (_options: object): Service =>
    () => ({ onPiece: () => {} })
};

export type ServiceName = keyof typeof SERVICES;
export type ServiceOptions<Name extends ServiceName> = Parameters<(typeof SERVICES)[Name]>[0];

/** Made for the first service over TLS, for this run alone. */
let identity: Promise<{ ca: string; cert: string; key: string }> | undefined;

async function makeIdentity(): Promise<{ ca: string; cert: string; key: string }> {
  const authority = await Identity.authority('Bench');
  const { cert, key } = await authority.issue({ name: 'peer', ip: [LOOPBACK] });
  return { ca: authority.cert, cert, key };
}

async function bind(service: Service): Promise<Address> {
  let sender: dgram.RemoteInfo | undefined;
  const socket = dgram.createSocket('udp4', (datagram, from) => {
    sender = from;
    conversation.onPiece(datagram);
  });
  const conversation = service((bytes) => {
    socket.send(bytes, sender?.port, sender?.address);
    return true;
  });
  socket.bind(0, LOOPBACK);
  await once(socket, 'listening');
  return { port: socket.address().port };
}

async function listen(service: Service, isSecure: boolean): Promise<Address> {
  const accept = (connection: net.Socket): void => {
    const { onPiece, onDrain } = service((bytes) => connection.write(bytes));
    // A reset is one way to end a connection; what is lost by it is missed at the other end.
    connection.on('error', () => connection.destroy());
    connection.on('data', onPiece).on('drain', () => onDrain?.());
  };
  const { ca, ...shown } = isSecure ? await (identity ??= makeIdentity()) : {};
  const server = isSecure
    ? tls.createServer({ noDelay: true, ...shown }, accept)
    : net.createServer({ noDelay: true }, accept);
  server.listen({ port: 0, host: LOOPBACK, backlog: BACKLOG });
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  return ca === undefined ? { port } : { port, ca };
}

process.on('message', ([transport, name, options]: [Transport, ServiceName, never]) => {
  const service = SERVICES[name](options);
  const started = transport === 'udp' ? bind(service) : listen(service, transport === 'tls');
  void started.then((address) => process.send?.(address));
});
process.on('disconnect', () => process.exit());
