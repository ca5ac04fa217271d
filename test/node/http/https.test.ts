import assert from 'node:assert/strict';
import { once } from 'node:events';
import nodeHttps from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Duplex, PassThrough } from 'node:stream';
import { it } from 'node:test';
import ourHttps from 'taro-harmony-socket/https';

/** Used with Node's own types; on Node it is over the `tls` of Node. */
const ours = ourHttps as unknown as typeof nodeHttps;

/** Keys that both sides know take the place of certificates. */
const KEY = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
const SERVING = { ciphers: 'PSK', maxVersion: 'TLSv1.2', pskCallback: () => KEY } as const;
const ASKING = {
  ...SERVING,
  host: '127.0.0.1',
  pskCallback: () => ({ psk: KEY, identity: 'lamp' }),
  checkServerIdentity: () => undefined
};

for (const [name, serving, client] of [
  ['our server, our client', ours, ours],
  ['our server, Node as the client', ours, nodeHttps],
  ['Node as the server, our client', nodeHttps, ours]
] as const) {
  it(`${name}: two requests over one connection`, async () => {
    let connections = 0;
    const server = serving.createServer(SERVING, (request, response) => response.end(request.url));
    server.on('secureConnection', () => (connections += 1));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const agent = new client.Agent({ keepAlive: true, maxSockets: 1 });
    const texts = await Promise.all(
      ['/a', '/b'].map(async (path) => {
        const [response] = (await once(client.get({ ...ASKING, port, path, agent }), 'response')) as [
          AsyncIterable<Buffer>
        ];
        let text = '';
        for await (const part of response) text += String(part);
        return text;
      })
    );
    assert.deepEqual([texts, connections], [['/a', '/b'], 1]);
    agent.destroy();
    server.close();
    await once(server, 'close');
  });
}

it('an agent of both protocols, which would know them by names of files in the stack, gets the one of the request', async () => {
  const asked: (string | number | null | undefined)[] = [];
  class Both extends ours.Agent {
    get protocol(): string {
      return 'http:';
    }
    set protocol(_protocol: string) {
      // As a class that extends Node's: its constructor sets this.
    }
    get defaultPort(): number {
      return 80;
    }
    set defaultPort(_port: number) {
      // The same.
    }
    override createConnection(options: nodeHttps.RequestOptions): Duplex {
      asked.push(options.protocol, options.port);
      return new PassThrough();
    }
  }
  for (const options of [{}, { protocol: 'https:' }]) {
    const request = ours.get({ ...options, host: 'lamp.test', agent: new Both() });
    await once(request.destroy(), 'error');
  }
  assert.deepEqual(asked, ['https:', 443, 'https:', 443]);
});
