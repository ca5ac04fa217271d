import http from 'node:http';
import type net from 'node:net';
import { text } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';
import type { Peer } from '../clients/peer.ts';
import { listen } from '../clients/peers.ts';
import { load } from './packages.ts';
import { type Answer, serve } from './lines.ts';

/** A web server whose answer is always the same. */
export function bridgePeer(): Promise<Peer> {
  return serve((_request, say) => {
    const body = JSON.stringify({
      name: 'a bridge',
      bridgeid: '001788FFFE000000',
      modelid: 'BSB002',
      apiversion: '1.50.0',
      lights: {},
      config: {}
    });
    say(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
  });
}

/** A web server that says what it was asked, and that one of its pages has moved. */
export function mirrorPeer(): Promise<Peer> {
  const server = http.createServer((request, response) => {
    const { method, url, headers } = request;
    if (url === '/moved') {
      response.writeHead(302, { location: '/lamps' }).end();
      return;
    }
    response.setHeader('content-type', 'application/json');
    void text(request).then((body) => {
      const seen = { asked: `${method} ${url}`, by: headers['x-by'] ?? '', text: body };
      response.end(JSON.stringify(seen));
    });
  });
  return listen(server);
}

/** A web server whose sockets answer. @param answer what is said to a whole message @param greeting what each hears first */
export function socketsPeer(answer: Answer<Buffer>, greeting?: Uint8Array): Promise<Peer> {
  // Colyseus asks over HTTP for a room, SignalR for a connection.
  const joined = JSON.stringify({
    sessionId: 'me',
    room: { name: 'lamps', roomId: 'desk', processId: 'one' },
    connectionId: 'me',
    availableTransports: [{ transport: 'WebSockets', transferFormats: ['Text'] }]
  });
  const server = http.createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(joined);
  });
  new WebSocketServer({ server }).on('connection', (socket) => {
    if (greeting !== undefined) socket.send(greeting);
    socket.on('message', (message: Buffer) => answer(message, (said) => socket.send(said)));
  });
  return listen(server);
}

/** A proxy that answers itself what is asked for through it. */
export function connectProxyPeer(): Promise<Peer> {
  const proxy = http.createServer();
  proxy.on('connect', ({ url }, socket: net.Socket) => {
    socket.write('HTTP/1.1 200 connected\r\n\r\n');
    socket.once('data', (request) => {
      const text = `${url} ${/^\S+ \S+/.exec(String(request))?.[0]}`;
      socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\n\r\n${text}`);
    });
  });
  return listen(proxy);
}

/** A broker that speaks STOMP over WebSockets and gives back what it hears. */
export async function echoSocketsPeer(): Promise<Peer> {
  const server = http.createServer();
  new WebSocketServer({ server }).on('connection', (socket) => {
    let subscription = '';
    socket.on('message', (data: Buffer) => {
      const text = String(data);
      if (text.startsWith('CONNECT')) socket.send('CONNECTED\nversion:1.2\n\n\0');
      subscription = /^SUBSCRIBE\n[^]*^id:(.*)$/m.exec(text)?.[1] ?? subscription;
      const receipt = /^receipt:(.*)$/m.exec(text)?.[1];
      if (receipt !== undefined) socket.send(`RECEIPT\nreceipt-id:${receipt}\n\n\0`);
      if (!text.startsWith('SEND')) return;
      const body = text.slice(text.indexOf('\n\n'));
      socket.send(`MESSAGE\nsubscription:${subscription}\nmessage-id:1\ndestination:/lamps${body}`);
    });
  });
  return listen(server);
}

interface Io {
  Server: new (server: http.Server) => { on: (event: string, listener: (socket: IoSocket) => void) => void };
}
interface IoSocket {
  on: (
    event: string,
    listener: (text: string, bytes: Buffer, done: (answer: string) => void) => void
  ) => void;
}

export function socketIoPeer(): Promise<Peer> {
  const server = http.createServer();
  new (load('socket.io') as Io).Server(server).on('connection', (socket) => {
    socket.on('lamp', (text, bytes, done) => done(`${text} ${bytes.length}`));
  });
  return listen(server);
}
