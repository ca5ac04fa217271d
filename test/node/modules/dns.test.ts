import assert from 'node:assert/strict';
import nodeDgram from 'node:dgram';
import nodeDns from 'node:dns';
import { once } from 'node:events';
import nodeNet, { type AddressInfo } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import ourDgram from 'taro-harmony-socket/dgram';
import ourNet from 'taro-harmony-socket/net';
import shim from '../../../plugin/node/shims/dns.ts';
import { hosts, resetHost } from '../../host/control.ts';

/** Used with Node's own types. */
const ours = shim as unknown as typeof nodeDns;

beforeEach(() => {
  hosts.set('both.test', ['192.0.2.1', '2001:db8::1']);
  hosts.set('four.test', ['192.0.2.4']);
});
afterEach(resetHost);

test('lookup: of one family, of both, and all', async () => {
  const { lookup } = ours.promises;
  assert.deepEqual(await lookup('both.test'), { address: '192.0.2.1', family: 4 });
  assert.deepEqual(await lookup('both.test', { family: 6 }), { address: '2001:db8::1', family: 6 });
  assert.deepEqual(await lookup('both.test', { all: true }), [
    { address: '192.0.2.1', family: 4 },
    { address: '2001:db8::1', family: 6 }
  ]);
  await assert.rejects(lookup('four.test', { family: 6 }), { code: 'ENOTFOUND', hostname: 'four.test' });
});

test('lookup: literals are their own answers, as in Node', async () => {
  for (const literal of ['127.0.0.1', '::1']) {
    for (const options of [{}, { all: true }]) {
      const [own, nodes] = [ours, nodeDns].map(({ promises }) => promises.lookup(literal, options));
      assert.deepEqual(await own, await nodes);
    }
  }
});

test('lookup: absent options and names, and wrong ones, as in Node', async () => {
  type Looked = { thrown?: unknown; told?: unknown[] };
  const look = (dns: typeof nodeDns, name: unknown, options: unknown): Promise<Looked> =>
    new Promise((resolve) => {
      try {
        dns.lookup(name as string, options as object, (...told: unknown[]) => resolve({ told }));
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        resolve({ thrown: { code, message } });
      }
    });
  for (const [name, options] of [
    ['127.0.0.1', null],
    ['127.0.0.1', undefined],
    ['', {}],
    ['', { all: true }],
    [null, { family: 6 }],
    [5, {}],
    ['127.0.0.1', 'all'],
    ['127.0.0.1', 5],
    ['127.0.0.1', { family: 5 }]
  ] as const) {
    assert.deepEqual(await look(ours, name, options), await look(nodeDns, name, options));
  }
});

test('resolve: A and AAAA', async () => {
  const { resolve, resolve4, resolve6 } = ours.promises;
  assert.deepEqual(await resolve('both.test'), ['192.0.2.1']);
  assert.deepEqual(await resolve('both.test', 'AAAA'), ['2001:db8::1']);
  assert.deepEqual(await resolve4('four.test'), ['192.0.2.4']);
  await assert.rejects(resolve6('four.test'), {
    code: 'ENOTFOUND',
    syscall: 'queryAaaa',
    hostname: 'four.test'
  });
  await assert.rejects(resolve('both.test', 'TXT'), {
    code: 'ENOTIMP',
    message: /^queryTxt ENOTIMP both\.test: the system answers for addresses only; dns\.setServers/
  });
  assert.deepEqual(await resolve4('four.test', { ttl: true }), [{ address: '192.0.2.4', ttl: 0 }]);
});

test('callbacks come later, and what is no name is refused at once', async () => {
  let isLater = false;
  const answered = new Promise((resolve) => {
    ours.resolve4('four.test', (error, addresses) => resolve([isLater, error, addresses]));
  });
  isLater = true;
  assert.deepEqual(await answered, [true, null, ['192.0.2.4']]);
  for (const dns of [nodeDns, ours]) {
    assert.throws(() => dns.resolve4(7 as unknown as string, () => undefined), {
      code: 'ERR_INVALID_ARG_TYPE'
    });
    assert.throws(() => dns.lookup('x', 4, undefined as never), { code: 'ERR_INVALID_ARG_TYPE' });
  }
  assert.throws(
    () => ours.lookupService('192.0.2.53', 80, () => undefined),
    /dns\.lookupService\(\) is not there: of Node's dns module/
  );
});

/** What sockets ask a `dns.lookup` of the app's: its arguments, callbacks aside. */
async function askedBySockets(
  dns: typeof nodeDns,
  net: typeof nodeNet,
  dgram: typeof nodeDgram
): Promise<unknown[]> {
  const original = dns.lookup;
  const asked: unknown[] = [];
  const lookup = (name: string, ...rest: unknown[]): void => {
    const [answer] = rest.splice(-1) as [(...args: unknown[]) => void];
    asked.push([name, ...rest]);
    const isAll = (rest[0] as { all?: boolean } | undefined)?.all === true;
    const [address, family] = ['127.0.0.1', 4];
    process.nextTick(() => (isAll ? answer(null, [{ address, family }]) : answer(null, address, family)));
  };
  Object.assign(dns, { lookup });
  try {
    assert.equal(dns.lookup, lookup);
    const server = net.createServer((peer) => peer.end());
    server.listen(0, 'server.test');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    for (const options of [{}, { autoSelectFamily: false }, { family: 4 }]) {
      const client = net.connect({ port, host: 'client.test', ...options }).resume();
      await once(client, 'close');
    }
    server.close();
    const socket = dgram.createSocket('udp4').bind();
    await once(socket, 'listening');
    await new Promise((sent) => socket.send('', socket.address().port, 'peer.test', sent));
    socket.close();
  } finally {
    dns.lookup = original;
  }
  return asked;
}

test('a lookup that the app puts in the place of its own is asked by sockets, as in Node', async () => {
  const expected = await askedBySockets(nodeDns, nodeNet, nodeDgram);
  assert.equal(expected.length, 6);
  const own = [ourNet, ourDgram] as unknown as [typeof nodeNet, typeof nodeDgram];
  assert.deepEqual(await askedBySockets(ours, ...own), expected);
  assert.notEqual(ours.lookup, undefined);
  const socket = own[1].createSocket('udp4');
  socket.bind(0, 'both.test');
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  assert.equal(error.code, 'EADDRNOTAVAIL', 'the system is asked again');
  socket.close();
});
