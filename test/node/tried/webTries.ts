import { proxyPeer } from './serverPeers.ts';
import type { Try } from './try.ts';
import { bridgePeer, connectProxyPeer, echoSocketsPeer, socketIoPeer } from './webPeers.ts';

/** What speaks HTTP, WebSockets, or through a proxy. */
export const WEB_TRIES: readonly Try[] = [
  {
    name: '@stomp/stompjs',
    what: [
      "hears its own message over `ws`, with `nodePackages: ['@stomp/stompjs']`",
      "通过 `ws` 收到自己的消息，需 `nodePackages: ['@stomp/stompjs']`"
    ],
    peer: echoSocketsPeer,
    page: (port) => `import { Client } from '@stomp/stompjs'; import { WebSocket } from 'ws';
      const client = new Client({ webSocketFactory: () => new WebSocket('ws://127.0.0.1:${port}'), reconnectDelay: 0 });
      client.onConnect = () => {
        client.subscribe('/lamps', ({ body }) => { console.log(body); client.deactivate(); });
        client.publish({ destination: '/lamps', body: 'on' });
      };
      client.activate();`,
    expected: 'on',
    nodePackages: ['@stomp/stompjs']
  },
  {
    name: 'express',
    what: ['a server, with JSON and routes', '服务端，带 JSON 与路由'],
    page: () => `import express from 'express'; import http from 'node:http';
      const app = express();
      app.use(express.json());
      app.post('/lamps/:name', (request, response) => response.json({ [request.params.name]: request.body.on, by: request.query.by }));
      const server = app.listen(0, '127.0.0.1', () => {
        const request = http.request({ port: server.address().port, host: '127.0.0.1', method: 'POST', path: '/lamps/red?by=me', agent: false,
          headers: { 'content-type': 'application/json' } }, (response) => {
          response.setEncoding('utf8').on('data', (text) => console.log(response.statusCode, text)).on('end', () => server.close());
        });
        request.end('{"on":true}');
      });`,
    expected: '200 {"red":true,"by":"me"}'
  },
  {
    name: 'fastify',
    what: ['a server, with JSON by a schema', '服务端，JSON 按 schema 输出'],
    page: () => `import fastify from 'fastify'; import http from 'node:http';
      const app = fastify();
      const properties = { on: { type: 'boolean' } };
      app.get('/lamps/:name', { schema: { response: { 200: { type: 'object', properties } } } }, async () => ({ on: true, secret: 1 }));
      await app.listen({ port: 0, host: '127.0.0.1' });
      http.get({ port: app.server.address().port, host: '127.0.0.1', path: '/lamps/red', agent: false }, (response) => {
        response.setEncoding('utf8').on('data', (text) => console.log(response.statusCode, text)).on('end', () => app.close());
      });`,
    expected: '200 {"on":true}'
  },
  {
    name: 'https-proxy-agent',
    what: ['a request through a proxy', '通过代理的请求'],
    peer: connectProxyPeer,
    page: (port) => `import { HttpsProxyAgent } from 'https-proxy-agent'; import http from 'node:http';
      http.get('http://lamp.test/on', { agent: new HttpsProxyAgent('http://127.0.0.1:${port}') }, (response) => {
        response.setEncoding('utf8').on('data', (text) => console.log(text));
      });`,
    expected: 'lamp.test:80 GET /on'
  },
  {
    name: 'node-fetch',
    what: ['a request over HTTP', '一次 HTTP 请求'],
    peer: bridgePeer,
    page: (port) => `import fetch from 'node-fetch';
      const response = await fetch('http://127.0.0.1:${port}/api/config', { method: 'POST', body: 'lamp' });
      console.log(response.status, (await response.json()).name);`,
    expected: '200 a bridge'
  },
  {
    name: 'socket.io-client',
    what: [
      "says something to a server of `socket.io` and hears the answer, with `nodePackages: ['engine.io-client', 'engine.io-parser', 'ws']`",
      "向 `socket.io` 服务端发消息并收到应答，需 `nodePackages: ['engine.io-client', 'engine.io-parser', 'ws']`"
    ],
    peer: socketIoPeer,
    page: (port) => `import { io } from 'socket.io-client';
      const socket = io('http://127.0.0.1:${port}', { reconnection: false });
      socket.on('connect_error', (error) => console.log(error.stack, error.description));
      socket.on('connect', () => socket.emit('lamp', 'on', new Uint8Array([1, 2]), (text) => {
        const show = () => { console.log(text, socket.io.engine.transport.name); socket.close(); };
        if (socket.io.engine.transport.name === 'websocket') show(); else socket.io.engine.once('upgrade', show);
      }));`,
    expected: 'on 2 websocket',
    nodePackages: ['engine.io-client', 'engine.io-parser', 'ws']
  },
  {
    name: 'socks-proxy-agent',
    what: ['a request through a proxy', '通过代理的请求'],
    peer: () => proxyPeer('HTTP/1.1 200 OK\r\ncontent-length: 56\r\n\r\n'),
    page: (port) => `import { SocksProxyAgent } from 'socks-proxy-agent'; import http from 'node:http';
      http.get('http://192.0.2.1/on', { agent: new SocksProxyAgent('socks5://127.0.0.1:${port}') }, (response) => {
        response.setEncoding('utf8').on('data', (text) => console.log(text.split('\\r')[0]));
      });`,
    expected: 'GET /on HTTP/1.1'
  },
  {
    name: 'websocket',
    what: [
      "client and server, with `nodePackages: ['websocket']`",
      "客户端与服务端，需 `nodePackages: ['websocket']`"
    ],
    page: () => `import * as sockets from 'websocket'; import http from 'node:http';
      const { client: Client, server: Server } = sockets.client ? sockets : sockets.default;
      const web = http.createServer();
      new Server({ httpServer: web, autoAcceptConnections: true }).on('connect', (connection) => {
        connection.on('message', ({ utf8Data }) => connection.sendUTF('heard ' + utf8Data));
      });
      web.listen(0, '127.0.0.1', () => {
        const client = new Client();
        client.on('connectFailed', (error) => console.log(error));
        client.on('connect', (connection) => {
          connection.on('message', ({ utf8Data }) => { console.log(utf8Data); connection.close(); web.close(); });
          connection.sendUTF('lamp');
        });
        client.connect('ws://127.0.0.1:' + web.address().port + '/');
      });`,
    expected: 'heard lamp',
    nodePackages: ['websocket']
  }
];
