// What the parser of messages lets pass and what it does not, compared with Node's.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import nodeHttp from 'node:http';
import nodeNet from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { it } from 'node:test';
import ourHttp from 'taro-harmony-socket/http';

/** Used with Node's own types. */
const ours = ourHttp as unknown as typeof nodeHttp;
const HOST = '127.0.0.1';
/** For heads, so that tests reach it. */
const MAX_SIZE = 200;

it('our server takes and refuses the same requests as Node, strict and lenient', async () => {
  const request = (line: string): string => `${line}\r\nHost: a\r\nConnection: close\r\n\r\n`;
  const chunks = (size: string, trailer = ''): string =>
    `POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${size}\r\nabc\r\n0\r\n${trailer}\r\n`;
  const messages = [
    ...['0.0', '0.9', '1.0', '1.1', '1.2', '1.9', '2.0', '3.0'].map((each) => request(`GET / HTTP/${each}`)),
    ...['/a#b?c#d', '*', 'x', '?x', 'http://a/b', 'http:/a', '/\xe9', '/?\xe9', '/"<>{}|^`'].map((each) =>
      request(`GET ${each} HTTP/1.1`)
    ),
    'GET / HTTP/1.1\nHost: a\r\nConnection: close\r\n\r\n',
    ...['3', '3 ', '3\t', '3 ;a', ' 3', '-3', '0x3', `${'0'.repeat(20)}3`].map((each) => chunks(each)),
    ...['a', 'a=b', 'a=', '=b', ';a', 'a;b=c;d', 'a="b c"', 'a="\\"\xe9"', 'a="b";c'].map((each) =>
      chunks(`3;${each}`)
    ),
    ...['', ' a', '\ta', 'a b', 'a\x01', 'a==b', 'a=(b)', 'a=\xe9', 'a="b', 'a="b"c', 'a="\x01"'].map(
      (each) => chunks(`3;${each}`)
    ),
    ...['X: y', 'Content-Length: 3', 'content-length: 5', 'Transfer-Encoding: chunked', 'Host: b'].map(
      (each) => chunks('3', `${each}\r\n`)
    ),
    // Around what a head may have, which is not counted as it is written.
    ...[0, 1].flatMap((more) => [
      request(`GET /${'u'.repeat(MAX_SIZE - 22 + more)} HTTP/1.1`),
      request(`GET / HTTP/1.1\r\nX: ${'v'.repeat(MAX_SIZE - 23 + more)}`),
      request(`GET / HTTP/1.1\r\nX:${' '.repeat(50)}${'v'.repeat(MAX_SIZE - 73 + more)}${' '.repeat(50)}`),
      request(`GET / HTTP/1.1${'\r\nX: v'.repeat((MAX_SIZE - 24) / 2)}\r\n${'Y'.repeat(2 + more)}:`),
      chunks('3', `X: ${'t'.repeat(MAX_SIZE - 2 + more)}\r\n`)
    ])
  ];
  const outcomeOf = async (http: typeof nodeHttp, insecureHTTPParser: boolean, bytes: string) => {
    const told: unknown[] = [];
    const options = { insecureHTTPParser, maxHeaderSize: MAX_SIZE };
    const server = http.createServer(options, (message, response) => {
      message.on('error', () => undefined);
      void textOf(message).then(
        (text) => {
          told.push([message.url, message.httpVersion, text, message.rawTrailers]);
          response.end();
        },
        () => undefined
      );
    });
    server.on('clientError', ({ code }: NodeJS.ErrnoException, socket) => {
      told.push(code);
      socket.destroy();
    });
    server.listen(0, HOST);
    await once(server, 'listening');
    const socket = nodeNet.connect((server.address() as nodeNet.AddressInfo).port, HOST);
    socket.on('error', () => undefined).resume();
    socket.write(bytes, 'latin1');
    await once(socket, 'close');
    await new Promise((resolve) => server.close(resolve));
    return told;
  };
  for (const bytes of messages) {
    for (const isLenient of [false, true]) {
      const [actual, expected] = [
        await outcomeOf(ours, isLenient, bytes),
        await outcomeOf(nodeHttp, isLenient, bytes)
      ];
      assert.deepEqual(actual, expected, `${JSON.stringify(bytes)}, lenient: ${isLenient}`);
    }
  }
});

it('our client takes and refuses the same responses as Node', async () => {
  const rest = 'Content-Length: 3\r\nConnection: close\r\n\r\nabc';
  const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n';
  const messages = [
    ...['0.0', '0.9', '1.0', '1.1', '1.2', '2.0', '3.0'].map((each) => `HTTP/${each} 200 OK\r\n${rest}`),
    `HTTP/1.1 200 OK\n${rest}`,
    `${chunked}3 \r\nabc\r\n0\r\n\r\n`,
    `${chunked}3; a\r\nabc\r\n0\r\n\r\n`,
    `${chunked}3\r\nabc\r\n0\r\nContent-Length: 3\r\n\r\n`,
    `${chunked}3\r\nabc\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n`
  ];
  const outcomeOf = async (http: typeof nodeHttp, bytes: string) => {
    const told: unknown[] = [];
    const server = nodeNet.createServer((socket) => {
      socket.on('error', () => undefined).once('data', () => socket.end(bytes, 'latin1'));
    });
    server.listen(0, HOST);
    await once(server, 'listening');
    const { port } = server.address() as nodeNet.AddressInfo;
    const request = http.get({ port, host: HOST, agent: false });
    request.on('error', ({ code }: NodeJS.ErrnoException) => told.push(code));
    const read = new Promise<void>((resolve) => {
      request.on('response', (response) => {
        const { statusCode, httpVersion } = response;
        void textOf(response)
          .then(
            (text) => told.push([statusCode, httpVersion, text, response.rawTrailers]),
            () => undefined
          )
          .finally(resolve);
      });
      request.on('error', () => resolve());
    });
    await Promise.all([read, new Promise((resolve) => request.on('close', resolve))]);
    await new Promise((resolve) => server.close(resolve));
    return told;
  };
  for (const bytes of messages) {
    assert.deepEqual(await outcomeOf(ours, bytes), await outcomeOf(nodeHttp, bytes), JSON.stringify(bytes));
  }
});
