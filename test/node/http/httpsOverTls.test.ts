import assert from 'node:assert/strict';
import { once } from 'node:events';
import nodeHttps from 'node:https';
import { register } from 'node:module';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, it } from 'node:test';
import { openSocketCount } from '../../../library/src/main/ets/channel/OpenSockets.ets';
import { hosts, resetHost } from '../../host/control.ts';
import { Identity } from '../../tls/support/certificates.ts';
import { LOOPBACK } from '../../tls/support/servers.ts';

// As in a build of an app: the `tls` that our https imports is ours, over the system's TLS.
register('../../../tools/node-tests/replaceImports.ts', import.meta.url, {
  data: { names: ['tls'], folder: new URL('../../../plugin/node/https', import.meta.url).href }
});
const { default: ourHttps } = await import('taro-harmony-socket/https');
const { default: ourTls } = await import('taro-harmony-socket/tls');

/** Used with Node's own types. */
const ours = ourHttps as unknown as typeof nodeHttps;

const NAME = 'server.test';
const OTHER_NAME = 'other.test';
let authority: Identity;
let identity: Identity;

before(async () => {
  authority = await Identity.authority('Ours');
  identity = await authority.issue({ name: 'server', dns: [NAME], ip: [LOOPBACK] });
});

afterEach(resetHost);

after(() => assert.equal(openSocketCount(), 0));

/** Where a server answers with what it was asked for, method, path and body. */
interface Served {
  readonly port: number;
  /** Of the connections that were made. */
  readonly sockets: readonly unknown[];
  close(): Promise<void>;
}

async function serve(https: typeof nodeHttps, options: nodeHttps.ServerOptions = {}): Promise<Served> {
  const sockets: unknown[] = [];
  const { cert, key } = identity;
  const server = https.createServer({ cert, key, ...options }, (request, response) => {
    response.write(`${request.method} ${request.url} `);
    request.pipe(response);
  });
  server.on('secureConnection', (socket) => sockets.push(socket));
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    close: async () => {
      server.close();
      await once(server, 'close');
    }
  };
}

async function textOf(
  https: typeof nodeHttps,
  options: nodeHttps.RequestOptions,
  body?: string
): Promise<string> {
  const request = https.request(options).end(body);
  const [response] = (await once(request, 'response')) as [AsyncIterable<Buffer>];
  let text = '';
  for await (const part of response) text += String(part);
  return text;
}

beforeEach(() => {
  for (const name of [NAME, OTHER_NAME]) hosts.set(name, [LOOPBACK]);
});

/** In TLS 1.3 a client's request follows its handshake at once, and the system reads it before an app can listen. */
const SLOWER = { maxVersion: 'TLSv1.2' } as const;

for (const [name, serving, asking, options] of [
  ['our server, our client', ours, ours, {}],
  ['our server, Node as the client', ours, nodeHttps, SLOWER],
  ['Node as the server, our client', nodeHttps, ours, {}]
] as const) {
  it(`${name}: requests over one kept connection, of a private authority`, async () => {
    const server = await serve(serving, options);
    const agent = new asking.Agent({ keepAlive: true, maxSockets: 1, ca: authority.cert });
    const to = { agent, host: LOOPBACK, port: server.port };
    assert.equal(await textOf(asking, { ...to, path: '/a' }), 'GET /a ');
    const body = 'x'.repeat(200_000);
    assert.equal(await textOf(asking, { ...to, path: '/b', method: 'POST' }, body), `POST /b ${body}`);
    assert.equal(server.sockets.length, 1);
    assert.equal(server.sockets[0] instanceof ourTls.TLSSocket, serving === ours);
    agent.destroy();
    await server.close();
  });
}

for (const [name, serving] of [
  ['our server', ours],
  ['Node as the server', nodeHttps]
] as const) {
  it(`${name}: our client takes only the name of the certificate`, async () => {
    const server = await serve(serving);
    const to = { port: server.port, ca: authority.cert, agent: false };
    assert.equal(await textOf(ours, { ...to, host: NAME, path: '/named' }), 'GET /named ');
    await assert.rejects(textOf(ours, { ...to, host: OTHER_NAME }), {
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      host: OTHER_NAME
    });
    await assert.rejects(textOf(ours, { port: server.port, agent: false, host: NAME }), {
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'
    });
    await server.close();
  });
}
