// The peer process: starts what it is asked for, with plain Node sockets. Ends with the process that started it.
import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { Identity } from '../../test/tls/support/certificates.ts';
import { type Address, LOOPBACK, type Transport } from './contenders/contender.ts';
import { ACKNOWLEDGEMENT, type Flow, sink, source } from './flow.ts';
import { checksumOf } from './messages.ts';

const BACKLOG = 4096;

/** What happens on a port with datagrams, or on each connection. @returns takes what comes */
type Service = (flow: Flow, answer: (bytes: Uint8Array) => void) => (piece: Buffer) => void;

const SERVICES = {
  /** Takes runs and acknowledges their steps; the checksum goes to the process that asked for the service. */
  sink: (flow, answer) => {
    const { take, end } = sink(flow, (isAll) => {
      answer(ACKNOWLEDGEMENT);
      if (isAll) process.send?.(checksumOf(end()));
    });
    return take;
  },

  /** Sends runs to who asks for them and acknowledges their steps. */
  source: (flow, answer) => {
    const proceed = source(flow, (message) => answer(new Uint8Array(message as ArrayBuffer)));
    return (acknowledgements) => acknowledgements.forEach(proceed);
  },

  /** Sends requests back, each when it is whole. */
  echo: ({ size }, answer) => {
    const { take, end } = sink({ size, count: 1 }, () => answer(Buffer.concat(end())));
    return take;
  },

  /** Reads what comes; a connection closes when the other end does. */
  accept: () => () => {}
} satisfies Record<string, Service>;

export type ServiceName = keyof typeof SERVICES;

const authority = await Identity.authority('Bench');
const { cert, key } = await authority.issue({ name: 'peer', ip: [LOOPBACK] });

async function bind(service: Service, flow: Flow): Promise<Address> {
  let sender: dgram.RemoteInfo | undefined;
  const socket = dgram.createSocket('udp4', (datagram, from) => {
    sender = from;
    take(datagram);
  });
  const take = service(flow, (bytes) => socket.send(bytes, sender?.port, sender?.address));
  socket.bind(0, LOOPBACK);
  await once(socket, 'listening');
  return { port: socket.address().port };
}

async function listen(service: Service, flow: Flow, isSecure: boolean): Promise<Address> {
  const accept = (connection: net.Socket): void => {
    // A reset is one way to end a connection; what is lost by it is missed at the other end.
    connection.on('error', () => connection.destroy());
    connection.on(
      'data',
      service(flow, (bytes) => connection.write(bytes))
    );
  };
  const server = isSecure
    ? tls.createServer({ noDelay: true, cert, key }, accept)
    : net.createServer({ noDelay: true }, accept);
  server.listen({ port: 0, host: LOOPBACK, backlog: BACKLOG });
  await once(server, 'listening');
  return { port: (server.address() as net.AddressInfo).port, ca: authority.cert };
}

process.on('message', ([name, transport, flow]: [ServiceName, Transport, Flow]) => {
  const service = SERVICES[name];
  const started = transport === 'udp' ? bind(service, flow) : listen(service, flow, transport === 'tls');
  void started.then((address) => process.send?.(address));
});
process.on('disconnect', () => process.exit());
