import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import nodeReadline from 'node:readline';
import { Duplex, PassThrough } from 'node:stream';
import nodeConsumers from 'node:stream/consumers';
import { describe, it } from 'node:test';
import consumersShim from '../../../plugin/node/shims/stream/consumers.ts';
import shim from '../../../plugin/node/shims/readline.ts';

/** What both tell of an input, in order. */
function told(readline: typeof nodeReadline, input: PassThrough): unknown[] {
  const reader = readline.createInterface({ input });
  const events: unknown[] = [];
  for (const name of ['line', 'pause', 'resume', 'close', 'error'] as const)
    reader.on(name, (value?: unknown) => events.push(value === undefined ? name : [name, value]));
  return events;
}

/** Used with Node's own types. */
const MODULES: readonly [string, typeof nodeReadline][] = [
  ["Node's readline", nodeReadline],
  ["readline of this package, as Node's", shim as unknown as typeof nodeReadline]
];

for (const [title, readline] of MODULES) {
  describe(title, () => {
    it('makes lines of packets, whatever is cut in two, and closes behind the last', async () => {
      const input = new PassThrough();
      const events = told(readline, input);
      for (const part of ['a\r', '\nb\rc\n\nd', 'e\r\n', 'f\r', 'g\r', '', '\n']) input.write(part);
      for (const byte of Buffer.from('你\n🛰️\u2028x\n')) input.write(Buffer.of(byte));
      input.end('tail');
      await once(input, 'end');
      const lines = ['a', 'b', 'c', '', 'de', 'f', 'g', '你', '🛰️\u2028x', 'tail'];
      assert.deepEqual(events, [
        ...lines.map((line) => (line === '' ? ['line', ''] : ['line', line])),
        'pause',
        'close'
      ]);
    });

    it('tells errors of its input, and nothing any more once it is closed', async () => {
      const input = new PassThrough();
      const events = told(readline, input);
      const error = new Error('reset');
      const closed = new Promise((resolve) => input.on('close', resolve));
      input.destroy(error);
      await closed;
      assert.deepEqual(events, [['error', error]]);
      const other = new PassThrough();
      const reader = readline.createInterface(other);
      reader.on('line', () => assert.fail());
      reader.close();
      reader.close();
      other.write('line\n');
      assert.equal(other.listenerCount('data') + other.listenerCount('end'), 0);
      assert.throws(() => reader.question('?', () => undefined), { code: 'ERR_USE_AFTER_CLOSE' });
    });

    it('pauses and goes on', () => {
      const input = new PassThrough();
      const reader = readline.createInterface({ input });
      const events: string[] = [];
      for (const name of ['pause', 'resume']) reader.on(name, () => events.push(name));
      assert.equal(reader.pause(), reader);
      reader.pause();
      assert.ok(input.isPaused());
      reader.resume();
      reader.resume();
      assert.ok(!input.isPaused());
      assert.deepEqual(events, ['pause', 'resume']);
      reader.close();
    });

    it('is an iterator over lines, which holds its input back', async () => {
      const input = new PassThrough();
      const reader = readline.createInterface({ input, crlfDelay: Infinity });
      const iterator = reader[Symbol.asyncIterator]();
      const paused = once(reader, 'pause');
      input.write('line\n'.repeat(2000));
      await paused;
      assert.ok(input.isPaused());
      input.end('last');
      const lines: string[] = [];
      for await (const line of { [Symbol.asyncIterator]: () => iterator }) lines.push(line);
      assert.equal(lines.length, 2001);
      assert.equal(lines.at(-1), 'last');
    });

    it('ends an iteration that is left', async () => {
      const input = new PassThrough();
      const reader = readline.createInterface({ input });
      setImmediate(() => input.write('one\ntwo\n'));
      for await (const line of reader) {
        assert.equal(line, 'one');
        break;
      }
      assert.equal(reader.listenerCount('line'), 0);
      reader.close();
    });

    it('asks, by callback and by promise, and gives a question up', async () => {
      const input = new PassThrough();
      const output = new PassThrough();
      const reader = readline.createInterface({ input, output, prompt: 'lamp> ' });
      const lines: string[] = [];
      reader.on('line', (line) => lines.push(line));
      const answer = new Promise((resolve) => reader.question('name? ', resolve));
      reader.question('ignored? ', () => assert.fail());
      input.write('me\nmore\n');
      assert.equal(await answer, 'me');
      const controller = new AbortController();
      reader.question('again? ', { signal: controller.signal }, () => assert.fail());
      reader.question('never? ', { signal: AbortSignal.abort() }, () => assert.fail());
      controller.abort();
      input.write('after\n');
      reader.prompt();
      reader.close();
      assert.deepEqual(lines, ['more', 'after']);
      assert.equal(String(output.read()), 'name? name? again? \r\nlamp> ');

      const asking = readline.promises.createInterface({ input: new PassThrough(), output });
      const promised = asking.question('really? ');
      asking.write('yes\n');
      assert.equal(await promised, 'yes');
      await assert.rejects(asking.question('?', { signal: AbortSignal.abort() }), { code: 'ABORT_ERR' });
      const later = new AbortController();
      const waiting = asking.question('?', { signal: later.signal });
      later.abort();
      await assert.rejects(waiting, { name: 'AbortError' });
      asking.close();
    });

    it('closes by a signal', async () => {
      const controller = new AbortController();
      const reader = readline.createInterface({ input: new PassThrough(), signal: controller.signal });
      const closed = once(reader, 'close');
      controller.abort();
      await closed;
      const other = readline.createInterface({ input: new PassThrough(), signal: controller.signal });
      await once(other, 'close');
    });

    it('reads the lines of a connection', async (t) => {
      const server = net.createServer((socket) => socket.end('220 ready\r\n250-one\r\n250 two\r\n'));
      t.after(() => server.close());
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const socket = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1');
      const lines: string[] = [];
      for await (const line of readline.createInterface({ input: socket })) lines.push(line);
      assert.deepEqual(lines, ['220 ready', '250-one', '250 two']);
      socket.destroy();
    });
  });
}

for (const [title, consumers] of [
  ["Node's stream/consumers", nodeConsumers],
  ["stream/consumers of this package, as Node's", consumersShim as unknown as typeof nodeConsumers]
] as const) {
  it(title, async () => {
    const source = (): Duplex => Duplex.from(['{"a":', Buffer.from('"你'), Buffer.from('"}')]);
    assert.equal(await consumers.text(source()), '{"a":"你"}');
    assert.deepEqual(await consumers.json(source()), { a: '你' });
    assert.deepEqual(await consumers.buffer(source()), Buffer.from('{"a":"你"}'));
    assert.deepEqual(await consumers.arrayBuffer(source()), new TextEncoder().encode('{"a":"你"}').buffer);
    const broken = new PassThrough();
    broken.destroy(new Error('broken'));
    await assert.rejects(consumers.text(broken), /broken/);
  });
}
