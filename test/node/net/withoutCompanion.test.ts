// What holds without the native companion: much is as of Node, the rest as docs/node-modules.md says.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import nodeNet, { type AddressInfo, type Socket } from 'node:net';
import { test } from 'node:test';

// The companion is loaded with the library.
process.env.COMPANION = 'off';
const { closed, end, ours, textOf } = await import('./support/sideBySide.ts');
const { pair } = await import('./support/pair.ts');
await import('./programs.ts');

/** For one test, in milliseconds. */
const timeout = 120_000;
const ignore = (): void => undefined;

/** Writes and waits. @returns the error's code, if there is one */
function written(socket: Socket, text: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    socket.write(text, (error) => resolve((error as NodeJS.ErrnoException | null | undefined)?.code));
  });
}

/** A connection from one of our sockets to a server of Node's. */
async function toNode(): Promise<{ client: Socket; peer: Socket }> {
  const server = nodeNet.createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const arrival = once(server, 'connection') as Promise<[Socket]>;
  const client = ours.connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [[peer]] = await Promise.all([arrival, once(client, 'connect')]);
  server.close();
  return { client, peer };
}

test('end sends all that was written and closes the connection', { timeout }, async () => {
  const { client, peer } = await toNode();
  const isClosed = closed(client.resume());
  const text = textOf(peer);
  client.write('a'.repeat(300_000));
  client.end('z');
  assert.equal(await text, `${'a'.repeat(300_000)}z`);
  await isClosed;
  peer.on('error', ignore).destroy();
});

test('an answer before the own end arrives', { timeout }, async () => {
  const { client, peer } = await toNode();
  peer.once('data', (data) => peer.end(`answer to ${data.toString()}`));
  const isClosed = closed(client);
  const text = textOf(client);
  client.write('request');
  assert.equal(await text, 'answer to request');
  await isClosed;
});

test('the peer’s end closes an accepted connection: later writes fail', { timeout }, async () => {
  const { client, peer, server } = await pair(ours, ignore, { allowHalfOpen: true });
  const isClosed = closed(client.resume(), peer);
  client.end('last');
  assert.equal(await textOf(peer), 'last');
  peer.on('error', ignore);
  assert.equal(await written(peer, 'late'), 'EPIPE');
  await isClosed;
  await end(server);
});

test('of what is written in the turn of a destroy the first write arrives', { timeout }, async () => {
  const { client, peer } = await toNode();
  const text = textOf(peer);
  client.write('first');
  client.write('second');
  client.destroy();
  assert.equal(await text, 'first');
  peer.destroy();
});

test('a reset by an own client arrives as a reset', { timeout }, async () => {
  const { client, peer } = await toNode();
  const error = once(peer, 'error') as Promise<[NodeJS.ErrnoException]>;
  const isClosed = closed(client);
  peer.resume();
  client.resetAndDestroy();
  assert.equal((await error)[0].code, 'ECONNRESET');
  await isClosed;
});

test('a reset by the peer: ECONNRESET for a client', { timeout }, async () => {
  const { client, peer } = await toNode();
  const error = once(client.resume(), 'error') as Promise<[NodeJS.ErrnoException]>;
  peer.resetAndDestroy();
  assert.equal((await error)[0].code, 'ECONNRESET');
});

test('a reset by the peer, and of an accepted connection: it ends', { timeout }, async () => {
  for (const who of ['client', 'peer'] as const) {
    const both = await pair(ours, ignore);
    const other = who === 'client' ? both.peer : both.client;
    const isClosed = closed(both.client, both.peer);
    const text = textOf(other);
    both[who].resetAndDestroy();
    assert.equal(await text, '');
    await isClosed;
    await end(both.server);
  }
});
