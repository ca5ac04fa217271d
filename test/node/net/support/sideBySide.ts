import assert from 'node:assert/strict';
import { once } from 'node:events';
import nodeNet, { type AddressInfo, type Server, type Socket } from 'node:net';
import { test } from 'node:test';
import ourNet from 'taro-harmony-socket/net';
import { describeError, thrownBy, withoutCompanion, withoutPorts } from '../../dgram/support/sideBySide.ts';

/** Both modules are used with Node's own types. */
export type Net = typeof nodeNet;

export const ours = ourNet as unknown as Net;

/** Writes down what a program sees. */
export type Log = (...words: unknown[]) => void;

/** What a program does with one of the modules; it has to close its sockets, and may leave its servers. */
type Program = (net: Net, log: Log) => void | Promise<void>;

/** Milliseconds for one program. */
const LIMIT = 600_000;

export { thrownBy };

/** The ends that {@link watch} writes of: which of them sees something first is chance. */
const END = /^(?:client|server|own|other) /;

/** What a program has seen of one of the modules, each end for itself. */
export async function traceOf(net: Net, program: Program): Promise<unknown[]> {
  const trace = new Map<string, unknown[]>();
  await program(net, (...words) => {
    const [who = ''] = END.exec(String(words[0])) ?? [];
    const own = trace.get(who) ?? [];
    trace.set(who, own.concat([words.map((word) => withoutPorts(describeError(word)))]));
  });
  await Promise.all([...started].filter(({ listening }) => listening).map(end));
  started.clear();
  return [...trace].sort(([left], [right]) => (left < right ? -1 : 1));
}

/** A test that a program sees the same of our module as of Node's. It may need the native companion. */
export function sameAsNode(name: string, program: Program, needsCompanion = false): void {
  test(name, { timeout: LIMIT, skip: needsCompanion && withoutCompanion }, async () => {
    const expected = await traceOf(nodeNet, program);
    assert.ok(expected.length > 0, 'the program has written nothing down');
    assert.deepEqual(await traceOf(ours, program), expected);
  });
}

/** Writes each event of a socket down, of data what they are altogether. */
export function watch<Watched extends Socket | Server>(watched: Watched, log: Log, name = ''): Watched {
  const events = [
    'lookup',
    'connect',
    'ready',
    'end',
    'finish',
    'timeout',
    'drain',
    'error',
    'close',
    'listening',
    'drop'
  ];
  for (const event of events) {
    watched.on(event, (...args: unknown[]) => log(`${name}${event}`, ...args));
  }
  return watched;
}

/** The servers of a program, which are closed at its end. */
const started = new Set<Server>();

/** Starts a server of which a program needs no more than its port. */
export function serving(net: Net, onConnection?: (peer: Socket) => void): Promise<number> {
  return listening(net.createServer(onConnection));
}

/** A server on a free port of loopback. */
export async function listening(server: Server, host = '127.0.0.1'): Promise<number> {
  started.add(server);
  server.listen(0, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Everything that a socket receives until its end. */
export async function textOf(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  await once(socket, 'end');
  return text;
}

export async function closed(...all: (Server | Socket)[]): Promise<void> {
  // Not `once`, which an error would end before.
  await Promise.all(all.map((each) => new Promise((resolve) => each.once('close', resolve))));
}

/** Closes a server and waits for it. */
export async function end(server: Server): Promise<void> {
  const isClosed = closed(server);
  server.close();
  await isClosed;
}
