import assert from 'node:assert/strict';
import { once } from 'node:events';
import nodeHttps from 'node:https';
import type { AddressInfo } from 'node:net';
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
