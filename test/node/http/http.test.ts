import assert from 'node:assert/strict';
import { once } from 'node:events';
import nodeHttp from 'node:http';
import nodeNet from 'node:net';
import { afterEach, describe, it } from 'node:test';
import ourHttp from 'taro-harmony-socket/http';

/** Used with Node's own types. */
const ours = ourHttp as unknown as typeof nodeHttp;
const HOST = '127.0.0.1';

/** Which module serves, and which asks. */
const SIDES = [
  { name: 'our server, our client', server: ours, client: ours },
  { name: 'our server, Node as the client', server: ours, client: nodeHttp },
  { name: 'Node as the server, our client', server: nodeHttp, client: ours }
];

const toEnd: (() => void)[] = [];

afterEach(() => {
  for (const end of toEnd.splice(0)) end();
});

async function serve(
  http: typeof nodeHttp,
  listener?: nodeHttp.RequestListener
): Promise<[nodeHttp.Server, number]> {
  const server = http.createServer(listener);
  toEnd.push(() => {
    server.closeAllConnections();
    server.close();
  });
  server.listen(0, HOST);
  await once(server, 'listening');
  return [server, (server.address() as nodeNet.AddressInfo).port];
}

function agentOf(http: typeof nodeHttp, options: nodeHttp.AgentOptions): nodeHttp.Agent {
  const agent = new http.Agent(options);
  toEnd.push(() => agent.destroy());
  return agent;
}

async function textOf(message: nodeHttp.IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of message.setEncoding('utf8')) text += part as string;
  return text;
}

async function answerTo(request: nodeHttp.ClientRequest): Promise<[nodeHttp.IncomingMessage, string]> {
  const [response] = (await once(request, 'response')) as [nodeHttp.IncomingMessage];
  return [response, await textOf(response)];
}

/** What a server answers to these bytes before it ends the connection. */
async function rawAnswer(port: number, bytes: string): Promise<string> {
  const socket = nodeNet.connect(port, HOST);
  socket.write(bytes);
  let text = '';
  for await (const part of socket.setEncoding('latin1')) text += part as string;
  return text;
}

it('has the methods and status codes of Node 20', () => {
  assert.deepEqual(
    ours.METHODS,
    // Node 20 has learnt this one after the version that is followed here.
    nodeHttp.METHODS.filter((method) => method !== 'QUERY')
  );
  assert.deepEqual(ours.STATUS_CODES, nodeHttp.STATUS_CODES);
  assert.equal(ours.maxHeaderSize, nodeHttp.maxHeaderSize);
});

for (const { name, server: serving, client } of SIDES) {
  describe(name, () => {
    it('a body of each kind in both directions', async () => {
      const [, port] = await serve(serving, (request, response) => {
        const length = request.headers['content-length'] ?? request.headers['transfer-encoding'];
        void textOf(request).then((text) => {
          response.setHeader('X-Framing', String(length));
          response.write(`${request.method} ${request.url} `);
          response.end(text);
        });
      });
      const agent = agentOf(client, {});
      const options = { host: HOST, port, method: 'POST', path: '/a?b=c', agent };
      const [whole, first] = await answerTo(client.request(options).end('grüße'));
      assert.deepEqual([whole.headers['x-framing'], first], ['7', 'POST /a?b=c grüße']);
      const chunked = client.request(options);
      chunked.write('one ');
      chunked.end(Buffer.from('two'));
      const [pieces, second] = await answerTo(chunked);
      assert.deepEqual([pieces.headers['x-framing'], second], ['chunked', 'POST /a?b=c one two']);
      assert.equal(pieces.headers['transfer-encoding'], 'chunked');
    });

    it('keeps a connection for the requests that wait for one', async () => {
      let connections = 0;
      const [server, port] = await serve(serving, (request, response) => response.end(request.url));
      server.on('connection', () => (connections += 1));
      const agent = agentOf(client, { keepAlive: true, maxSockets: 1 });
      const answers = [1, 2, 3].map((number) =>
        answerTo(client.get({ host: HOST, port, path: `/${number}`, agent }))
      );
      const texts = (await Promise.all(answers)).map(([, text]) => text);
      assert.deepEqual(texts, ['/1', '/2', '/3']);
      assert.equal(connections, 1);
    });

    it('sends a body when the server has said 100-continue', async () => {
      const [, port] = await serve(serving, (request, response) => {
        void textOf(request).then((text) => response.end(text));
      });
      const request = client.request({
        host: HOST,
        port,
        method: 'PUT',
        headers: { Expect: '100-continue' },
        agent: agentOf(client, {})
      });
      request.flushHeaders();
      await once(request, 'continue');
      assert.equal((await answerTo(request.end('later')))[1], 'later');
    });

    it('trailers after chunks', async () => {
      const [, port] = await serve(serving, (_request, response) => {
        response.writeHead(200, { Trailer: 'X-Sum' });
        response.write('body');
        response.addTrailers({ 'X-Sum': '4' });
        response.end();
      });
      const [response] = await answerTo(client.get({ host: HOST, port, agent: agentOf(client, {}) }));
      assert.deepEqual(response.trailers, { 'x-sum': '4' });
    });

    it('another protocol after an upgrade, from its first byte on', async () => {
      const [server, port] = await serve(serving);
      server.on('upgrade', (_request, socket, head) => {
        socket.write(
          'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nhello '
        );
        socket.write(head);
        socket.pipe(socket);
      });
      const request = client.request({
        host: HOST,
        port,
        headers: { Connection: 'Upgrade', Upgrade: 'echo' },
        agent: agentOf(client, {})
      });
      request.end();
      const [response, socket, head] = (await once(request, 'upgrade')) as [
        nodeHttp.IncomingMessage,
        nodeNet.Socket,
        Buffer
      ];
      assert.equal(response.statusCode, 101);
      let seen = head.toString();
      const done = (async (): Promise<void> => {
        for await (const part of socket) {
          seen += String(part);
          if (seen === 'hello again') break;
        }
      })();
      socket.write('again');
      await done;
      assert.equal(seen, 'hello again');
    });

    it('a tunnel by CONNECT', async () => {
      const [server, port] = await serve(serving);
      server.on('connect', (request, socket) => {
        socket.end(`HTTP/1.1 200 Connected\r\n\r\nto ${request.url}`);
      });
      const request = client.request({
        host: HOST,
        port,
        method: 'CONNECT',
        path: 'example.test:443',
        agent: agentOf(client, {})
      });
      request.end();
      const [, socket, head] = (await once(request, 'connect')) as [unknown, nodeNet.Socket, Buffer];
      let text = head.toString();
      for await (const part of socket) text += String(part);
      assert.equal(text, 'to example.test:443');
    });

    it('tells of a connection that ends too early', async () => {
      const [, port] = await serve(serving, (request, response) => {
        if (request.url === '/none') {
          request.socket.destroy();
        } else {
          response.writeHead(200, { 'Content-Length': 10 });
          response.write('four', () => request.socket.destroy());
        }
      });
      const agent = agentOf(client, {});
      const [error] = (await once(client.get({ host: HOST, port, path: '/none', agent }), 'error')) as [
        NodeJS.ErrnoException
      ];
      assert.deepEqual([error.code, error.message], ['ECONNRESET', 'socket hang up']);
      const half = client.get({ host: HOST, port, path: '/half', agent });
      await assert.rejects(answerTo(half), { code: 'ECONNRESET' });
    });

    it('takes no response for a whole one that the app gave up', async () => {
      const [, port] = await serve(serving, (request, response) => {
        // Without it only the end of the connection ends the body.
        if (request.url === '/long') response.setHeader('Content-Length', 10);
        else response.removeHeader('Transfer-Encoding');
        response.write('four');
      });
      const give = [
        (request: nodeHttp.ClientRequest) => request.destroy(),
        (request: nodeHttp.ClientRequest) => request.abort(),
        (request: nodeHttp.ClientRequest) => request.socket?.destroy()
      ];
      for (const path of ['/long', '/endless']) {
        for (const up of give) {
          const request = client.get({ host: HOST, port, path, agent: agentOf(client, {}) });
          const [response] = (await once(request, 'response')) as [nodeHttp.IncomingMessage];
          await once(response, 'data');
          up(request);
          await assert.rejects(once(response, 'end'), { code: 'ECONNRESET', message: 'aborted' });
        }
      }
    });

    it('emits timeout when the server is silent', async () => {
      const [, port] = await serve(serving, () => undefined);
      const request = client.get({ host: HOST, port, timeout: 20, agent: agentOf(client, {}) });
      await once(request, 'timeout');
      const failed = once(request, 'error');
      request.destroy(new Error('given up'));
      assert.equal(((await failed) as [Error])[0].message, 'given up');
    });
  });
}

describe('our server', () => {
  it('keeps a connection a second longer than it says, as Node 20.20 does', async () => {
    const [server, port] = await serve(ours, (_request, response) => response.end());
    const asked = once(server, 'request') as Promise<[nodeHttp.IncomingMessage, nodeHttp.ServerResponse]>;
    const agent = agentOf(nodeHttp, { keepAlive: true });
    const [answer] = await answerTo(nodeHttp.get({ host: HOST, port, agent }));
    assert.equal(answer.headers['keep-alive'], 'timeout=5');
    const [{ socket }, response] = await asked;
    if (!response.closed) await once(response, 'close');
    assert.equal(socket.timeout, 6000);
  });

  it('answers requests that came together in their order', async () => {
    const waiting: nodeHttp.ServerResponse[] = [];
    const [, port] = await serve(ours, (request, response) => {
      response.setHeader('X-Path', String(request.url));
      waiting.push(response);
      // The last comes first; each waits for its turn.
      if (waiting.length === 3) for (const each of waiting.reverse()) each.end();
    });
    const get = (path: string, more = ''): string => `GET ${path} HTTP/1.1\r\nHost: a\r\n${more}\r\n`;
    const text = await rawAnswer(port, get('/1') + get('/2') + get('/3', 'Connection: close\r\n'));
    assert.deepEqual(
      [...text.matchAll(/X-Path: (\S+)/g)].map(([, path]) => path),
      ['/1', '/2', '/3']
    );
  });

  for (const [what, bytes] of [
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
    ],
    [
      'a length beyond all numbers',
      `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${'9'.repeat(20)}\r\n\r\na`
    ],
    [
      'a coding in a folded line',
      'GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n'
    ],
    ['a length that is no number', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na'],
    [
      'a coding after chunked',
      'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, x\r\n\r\n0\r\n\r\n'
    ],
    ['a space before a colon', 'GET / HTTP/1.1\r\nHost : a\r\n\r\n'],
    ['a line that ends without a return', 'GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['an unknown method', 'GRAB / HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['no HTTP at all', '\x16\x03\x01\x02']
  ] as const) {
    it(`refuses ${what}, as Node does`, async () => {
      for (const http of [ours, nodeHttp]) {
        const [, port] = await serve(http, (_request, response) => response.end('taken'));
        const [status] = (await rawAnswer(port, bytes)).split('\r\n');
        assert.equal(status, 'HTTP/1.1 400 Bad Request');
      }
    });
  }

  it('answers a last request that an empty line follows', async () => {
    for (const http of [ours, nodeHttp]) {
      const [, port] = await serve(http, (request, response) => {
        // By then the line was read.
        request.on('end', () => setImmediate(() => response.end('taken'))).resume();
      });
      const head = 'POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n\r\n';
      const [status] = (await rawAnswer(port, `${head}abc\r\n`)).split('\r\n');
      assert.equal(status, 'HTTP/1.1 200 OK');
    }
  });

  it('takes an empty line that comes in two pieces', async () => {
    for (const http of [ours, nodeHttp]) {
      const [server, port] = await serve(http, (_request, response) => response.end('taken'));
      const connected = once(server, 'connection') as Promise<[nodeNet.Socket]>;
      const socket = nodeNet.connect(port, HOST);
      socket.write('\r');
      const [peer] = await connected;
      // The rest follows when this has been read.
      if (peer.bytesRead === 0) await once(peer, 'data');
      socket.write('\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
      let text = '';
      for await (const part of socket.setEncoding('latin1')) text += part as string;
      assert.equal(text.split('\r\n')[0], 'HTTP/1.1 200 OK');
    }
  });

  it('gives headers whatever they are called', async () => {
    const names = ['__proto__', 'constructor', 'toString'];
    for (const http of [ours, nodeHttp]) {
      const [, port] = await serve(http, (request, response) => {
        response.end(JSON.stringify(names.map((name) => request.headersDistinct[name.toLowerCase()])));
      });
      const lines = names.map((name) => `${name}: a\r\n`).join('');
      const text = await rawAnswer(port, `GET / HTTP/1.0\r\n${lines}\r\n`);
      assert.equal(text.split('\r\n\r\n')[1], '[["a"],["a"],["a"]]');
    }
  });

  it('refuses more headers than it takes', async () => {
    const [, port] = await serve(ours, (_request, response) => response.end('taken'));
    const text = await rawAnswer(port, `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`);
    assert.equal(text.split('\r\n')[0], 'HTTP/1.1 431 Request Header Fields Too Large');
  });
});

describe('our client', () => {
  it('refuses what HTTP cannot carry, in the words of Node', () => {
    const calls: ((http: typeof nodeHttp) => unknown)[] = [
      (http) => http.request({ path: '/a b' }),
      (http) => http.request({ method: 'GET /' }),
      (http) => http.request({ protocol: 'ftp:' }),
      (http) => http.request({ hostname: 7 as unknown as string }),
      (http) => http.request({ headers: { 'a b': 'c' } }),
      (http) => http.request({ headers: { a: 'b\nc' } }),
      (http) => http.request({ headers: { a: undefined } }),
      (http) => http.request({ agent: {} as nodeHttp.Agent }),
      (http) => http.request('nowhere'),
      (http) => http.validateHeaderName(''),
      (http) => http.validateHeaderValue('a', 'ж'),
      (http) => new http.Agent({ maxTotalSockets: 0 })
    ];
    for (const call of calls) {
      const errorOf = (http: typeof nodeHttp): object => {
        try {
          call(http);
        } catch (error) {
          const { name, code, message } = error as NodeJS.ErrnoException;
          return { name, code, message };
        }
        return {};
      };
      const expected = errorOf(nodeHttp);
      assert.notDeepEqual(expected, {});
      assert.deepEqual(errorOf(ours), expected);
    }
  });

  it('may be extended and called as in old clients', () => {
    const make = ours.Agent as unknown as (options: object) => nodeHttp.Agent;
    assert.ok(make({ maxSockets: 2 }) instanceof ours.Agent);
    function Old(this: object): void {
      (ours.Agent as unknown as { call(self: object, options: object): void }).call(this, { maxSockets: 3 });
    }
    Object.setPrototypeOf(Old.prototype, ours.Agent.prototype);
    const old = Reflect.construct(Old, []) as nodeHttp.Agent;
    assert.equal(old.maxSockets, 3);
    assert.equal(old.getName({ host: 'a', port: 1 }), 'a:1:');
  });
});
