// Npm's servers on Node's own sockets.
import { Aedes } from 'aedes';
import * as coap from 'coap';
import dgram from 'node:dgram';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import packet from 'dns-packet';
import * as modbus from 'jsmodbus';
import { WebSocketServer } from 'ws';
import type { Peer } from './peer.ts';
import { freeUdpPort } from './servers.ts';

const HOST = '127.0.0.1';

/** What a server shows with TLS: PEM. */
interface ServerIdentity {
  cert: string;
  key: string;
}

/** An MQTT broker. @param port of an earlier broker that this one takes the place of @param identity for TLS */
export async function startBroker(port = 0, identity?: ServerIdentity): Promise<Peer> {
  const broker = await Aedes.createBroker();
  const server =
    identity === undefined ? net.createServer(broker.handle) : tls.createServer(identity, broker.handle);
  const listener = await listen(server, port);
  return {
    port: listener.port,
    close: async () => {
      await new Promise<void>((resolve) => broker.close(resolve));
      await listener.close();
    }
  };
}

/** An HTTP server whose answers come in chunks. */
export function startWebServer(): Promise<Peer> {
  const server = http.createServer((request, response) => {
    response.write(`${request.method ?? ''} `);
    response.end(request.url);
  });
  return listen(server);
}

/** A server of WebSockets that says everything again. */
export async function startWebSocketServer(): Promise<Peer> {
  const server = new WebSocketServer({ port: 0, host: HOST });
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer, binary) => socket.send(data, { binary }));
  });
  await once(server, 'listening');
  return {
    port: (server.address() as net.AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve()))
  };
}

/** A DNS server for UDP that knows one name and numbers its addresses by the queries' ids. */
export async function startDnsServer(): Promise<Peer> {
  const socket = dgram.createSocket('udp4', (message, { port, address }) => {
    socket.send(packet.encode(answerTo(packet.decode(message))), port, address);
  });
  socket.bind(0, HOST);
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    close: async () => {
      socket.close();
      await once(socket, 'close');
    }
  };
}

/** The same for TCP; it answers when the query has come wholly. */
export function startDnsServerOverTcp(): Promise<Peer> {
  return listen(
    net.createServer({ allowHalfOpen: true }, (connection) => {
      const chunks: Buffer[] = [];
      connection.on('data', (chunk) => chunks.push(chunk));
      connection.on('end', () => {
        const query = packet.streamDecode(Buffer.concat(chunks));
        connection.end(packet.streamEncode(answerTo(query)));
      });
    })
  );
}

function answerTo({ id = 0, questions = [] }: packet.Packet): packet.Packet {
  const name = questions[0]?.name ?? '';
  return { type: 'response', id, questions, answers: [{ type: 'A', name, ttl: 1, data: `192.0.2.${id}` }] };
}

/** A CoAP server; `/long` is longer than a datagram of the protocol. */
export async function startCoapServer(long: string): Promise<Peer> {
  const server = coap.createServer((request, response) => {
    response.end(
      request.url === '/long' ? long : `${request.method} ${request.url} ${request.payload.toString()}`
    );
  });
  const port = await freeUdpPort();
  await new Promise<void>((resolve) => server.listen(port, HOST, () => resolve()));
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** What answers each line with itself, and a prompt. */
export function startTelnetServer(): Promise<Peer> {
  return listen(
    net.createServer((connection) => {
      connection.on('data', (line) => connection.write(`you said ${String(line).trim()}\r\n$ `));
      connection.on('error', () => undefined);
    })
  );
}

/** What takes mails. @param onMail gets each mail's text @param identity takes mails after STARTTLS only */
export function startMailServer(onMail: (mail: string) => void, identity?: ServerIdentity): Promise<Peer> {
  const talk = (connection: net.Socket, wantsTls: boolean): void => {
    let mail: string | undefined;
    let rest = '';
    const answer = (line: string): void => {
      if (mail !== undefined && line !== '.') {
        mail += `${line}\n`;
      } else if (mail !== undefined) {
        onMail(mail);
        mail = undefined;
        connection.write('250 taken\r\n');
      } else if (line === 'STARTTLS' && wantsTls) {
        connection.removeAllListeners('data');
        connection.write('220 go ahead\r\n', () => {
          talk(new tls.TLSSocket(connection, { isServer: true, ...identity }), false);
        });
      } else if (line.startsWith('EHLO') && wantsTls) {
        connection.write('250-mail.test\r\n250 STARTTLS\r\n');
      } else if (line === 'DATA') {
        if (!wantsTls) mail = '';
        connection.write(wantsTls ? '530 not in the clear\r\n' : '354 go on\r\n');
      } else if (line === 'QUIT') {
        connection.end('221 bye\r\n');
      } else {
        connection.write('250 fine\r\n');
      }
    };
    connection.on('error', () => undefined);
    connection.on('data', (data) => {
      const lines = (rest + String(data)).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(answer);
    });
  };
  return listen(
    net.createServer((connection) => {
      connection.write('220 mail.test\r\n');
      talk(connection, identity !== undefined);
    })
  );
}

/** What hears datagrams. @param onMessage gets each of them */
export async function startListener(onMessage: (message: Buffer) => void): Promise<Peer> {
  const socket = dgram.createSocket('udp4', onMessage).bind(0, HOST);
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    close: async () => {
      socket.close();
      await once(socket, 'close');
    }
  };
}

/** A Modbus server with 100 registers and 800 coils. */
export function startModbusServer(): Promise<Peer> {
  const server = net.createServer();
  new modbus.server.TCP(server, { holding: Buffer.alloc(200), coils: Buffer.alloc(100) });
  return listen(server);
}

/** Has a server listen, on a free port unless one is given. */
export async function listen(server: net.Server, port = 0): Promise<Peer> {
  const connections = new Set<net.Socket>();
  server.on('connection', (connection: net.Socket) => connections.add(connection));
  server.listen(port, HOST);
  await once(server, 'listening');
  return {
    port: (server.address() as net.AddressInfo).port,
    close: async () => {
      server.close();
      // What a client left open after a failure must not keep the tests from going on.
      for (const connection of connections) connection.destroy();
      await once(server, 'close');
    }
  };
}
