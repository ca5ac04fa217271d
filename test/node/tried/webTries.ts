import { proxyPeer } from './serverPeers.ts';
import type { Try } from './try.ts';
import {
  bridgePeer,
  connectProxyPeer,
  echoSocketsPeer,
  mirrorPeer,
  socketIoPeer,
  socketsPeer
} from './webPeers.ts';

/** What a client says to a hub: which protocol it speaks, and what it calls. */
interface SignalR {
  protocol?: string;
  invocationId?: string;
}

/** What speaks HTTP, WebSockets, or through a proxy. */
export const WEB_TRIES: readonly Try[] = [
  {
    name: '@microsoft/signalr',
    what: [
      "calls a hub's method over `ws`, with `nodePackages: ['@microsoft/signalr', 'ws']`",
      "通过 `ws` 调用 hub 的方法，需 `nodePackages: ['@microsoft/signalr', 'ws']`"
    ],
    peer: () =>
      socketsPeer((message, say) => {
        const { protocol, invocationId } = JSON.parse(String(message).replace('\x1e', '')) as SignalR;
        if (protocol !== undefined) say('{}\x1e');
        if (invocationId !== undefined) say(`${JSON.stringify({ type: 3, invocationId, result: 'on' })}\x1e`);
      }),
    page: (port) => `import { HubConnectionBuilder } from '@microsoft/signalr';
      const hub = new HubConnectionBuilder().withUrl('http://127.0.0.1:${port}/lamps').build();
      await hub.start();
      console.log(await hub.invoke('light', 'red'));
      await hub.stop();`,
    expected: 'on',
    nodePackages: ['@microsoft/signalr', 'ws']
  },
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
      "says something to a server of `socket.io` and hears the answer, with `nodePackages: ['engine.io-client', 'ws']`",
      "向 `socket.io` 服务端发消息并收到应答，需 `nodePackages: ['engine.io-client', 'ws']`"
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
    nodePackages: ['engine.io-client', 'ws']
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
  },
  {
    name: 'engine.io-client',
    what: [
      "connects to a server of `socket.io` and goes over to WebSockets, with `nodePackages: ['engine.io-client', 'ws']`",
      "连接 `socket.io` 服务端并切换到 WebSocket，需 `nodePackages: ['engine.io-client', 'ws']`"
    ],
    peer: socketIoPeer,
    page: (port) => `import { Socket } from 'engine.io-client';
      const socket = new Socket('ws://127.0.0.1:${port}', { path: '/socket.io/' });
      socket.on('error', (error) => console.log(error));
      socket.on('upgrade', () => setTimeout(() => { console.log(socket.transport.name); socket.close(); }, 0));`,
    expected: 'websocket',
    nodePackages: ['engine.io-client', 'ws']
  },
  {
    name: 'faye-websocket',
    what: ['client and server', '客户端与服务端'],
    page: () => `import WebSocket from 'faye-websocket'; import http from 'node:http';
      const server = http.createServer();
      server.on('upgrade', (request, socket, body) => {
        const lamp = new WebSocket(request, socket, body, ['lamps']);
        lamp.on('message', ({ data }) => lamp.send('heard ' + data));
      });
      server.listen(0, '127.0.0.1', () => {
        const client = new WebSocket.Client('ws://127.0.0.1:' + server.address().port + '/', ['lamps']);
        client.on('open', () => client.send('on'));
        client.on('message', ({ data }) => { console.log(data, client.protocol); client.close(); server.close(); });
      });`,
    expected: 'heard on lamps'
  },
  {
    name: 'follow-redirects',
    what: ['follows a redirect', '跟随重定向'],
    peer: mirrorPeer,
    page: (port) => `import * as follow from 'follow-redirects';
      const { http } = follow.http ? follow : follow.default;
      http.get('http://127.0.0.1:${port}/moved', (response) => response.on('data', (text) => console.log(response.statusCode, String(text))));`,
    expected: '200 {"asked":"GET /lamps","by":"","text":""}'
  },
  {
    name: 'http-proxy',
    what: ['passes a request on, with a header of its own', '转发请求，并加上自己的头'],
    peer: mirrorPeer,
    page: (port) => `import httpProxy from 'http-proxy'; import http from 'node:http';
      const proxy = httpProxy.createProxyServer({ target: 'http://127.0.0.1:${port}', headers: { 'x-by': 'proxy' } }).listen(0, '127.0.0.1');
      proxy._server.on('listening', () => http.get({ host: '127.0.0.1', port: proxy._server.address().port, path: '/lamps', agent: false }, (response) => {
        response.on('data', (text) => console.log(response.statusCode, String(text))).on('end', () => proxy.close());
      }));`,
    expected: '200 {"asked":"GET /lamps","by":"proxy","text":""}'
  },
  {
    name: 'needle',
    what: ['requests with JSON, and after a redirect', '带 JSON 的请求，以及重定向之后的请求'],
    peer: mirrorPeer,
    page: (port) => `import needle from 'needle';
      const { body } = await needle('post', 'http://127.0.0.1:${port}/lamps', { is: 'on' }, { json: true });
      const moved = await needle('get', 'http://127.0.0.1:${port}/moved', { follow_max: 2, compressed: true });
      console.log(body.text, moved.body.asked);`,
    expected: '{"is":"on"} GET /lamps'
  },
  {
    name: 'rpc-websockets',
    what: [
      "client and server, with `nodePackages: ['rpc-websockets', 'ws']`",
      "客户端与服务端，需 `nodePackages: ['rpc-websockets', 'ws']`"
    ],
    page: () => `import { Client, Server } from 'rpc-websockets';
      const server = new Server({ port: 0, host: '127.0.0.1' });
      server.register('add', ([one, other]) => one + other);
      server.on('listening', () => {
        const client = new Client('ws://127.0.0.1:' + server.wss.address().port, { reconnect: false });
        client.on('open', async () => { console.log(await client.call('add', [3, 4])); client.close(); await server.close(); });
      });`,
    expected: '7',
    nodePackages: ['rpc-websockets', 'ws']
  },
  {
    name: 'superagent',
    what: ['requests with JSON, and after a redirect', '带 JSON 的请求，以及重定向之后的请求'],
    peer: mirrorPeer,
    page: (port) => `import superagent from 'superagent';
      const { body } = await superagent.post('http://127.0.0.1:${port}/lamps').query({ by: 'me' }).send({ is: 'on' });
      const moved = await superagent.get('http://127.0.0.1:${port}/moved');
      console.log(body.asked, body.text, moved.body.asked);`,
    expected: 'POST /lamps?by=me {"is":"on"} GET /lamps'
  }
];
