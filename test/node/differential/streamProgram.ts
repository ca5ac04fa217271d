import fc from 'fast-check';
import type * as net from 'node:net';
import { limited } from './settled.ts';
import { StreamSide } from './streamSide.ts';
import { type Seen, Trace } from './trace.ts';

/** A call on one end of a connection: 0 is the socket that connected, 1 the one that was accepted. */
export interface StreamCall {
  side: 0 | 1;
  method: string;
  args: readonly unknown[];
}

/** A connection and what is done with it. */
export interface StreamProgram {
  /** Of the connecting and of the accepted socket. */
  allowHalfOpen: readonly [boolean, boolean];
  /** How `connect` is called. */
  form: 'numbers' | 'options' | 'text';
  calls: readonly StreamCall[];
}

const HOST = '127.0.0.1';

const content = fc.oneof(
  { weight: 3, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 2, arbitrary: fc.string({ minLength: 1, maxLength: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom(Buffer.alloc(20_000, 7), Buffer.alloc(200_000, 9)) }
);

const CALLS: readonly [weight: number, method: string, args: fc.Arbitrary<unknown[]>][] = [
  [12, 'write', fc.tuple(content)],
  [1, 'write', fc.tuple(fc.constantFrom('c3bc', 'ff'), fc.constant('hex'))],
  [1, 'write', fc.tuple(fc.constantFrom(null, 5, {}, undefined))],
  [2, 'end', fc.constant([])],
  [2, 'end', fc.tuple(content)],
  [1, 'destroy', fc.constant([])],
  [1, 'destroy', fc.constant([new Error('wanted')])],
  [2, 'pause', fc.constant([])],
  [3, 'resume', fc.constant([])],
  [3, 'look', fc.constant([])],
  [1, 'setNoDelay', fc.tuple(fc.boolean())],
  [1, 'setKeepAlive', fc.tuple(fc.boolean(), fc.constantFrom(0, 1000))],
  [1, 'setTimeout', fc.tuple(fc.constantFrom(0, -1, 'x', 100_000))],
  [1, 'setEncoding', fc.constant(['latin1'])],
  [1, 'unref', fc.constant([])]
];

export const streamProgram: fc.Arbitrary<StreamProgram> = fc.record({
  allowHalfOpen: fc.tuple(fc.boolean(), fc.boolean()),
  form: fc.constantFrom('numbers' as const, 'options' as const, 'text' as const),
  calls: fc.array(
    fc
      .record({
        side: fc.constantFrom<0 | 1>(0, 1),
        call: fc.oneof(
          ...CALLS.map(([weight, method, args]) => ({
            weight,
            arbitrary: args.map((given) => ({ method, args: given }))
          }))
        )
      })
      .map(({ side, call }) => ({ side, ...call })),
    { maxLength: 10 }
  )
});

/** Runs a program: each call comes when all that the one before has caused is over. @returns what both ends saw */
export async function runStreamProgram(module: typeof net, program: StreamProgram): Promise<Seen> {
  const trace = new Trace();
  const [connecting, accepting] = program.allowHalfOpen;
  const server = module.createServer({ allowHalfOpen: accepting });
  for (const event of ['listening', 'close']) server.on(event, () => trace.add('server', event));
  server.on('error', (error) => trace.add('server', 'error', error));
  const accepted = limited<net.Socket>((settle) => server.on('connection', settle));
  await limited<void>((settle) => server.listen(0, HOST, settle));
  const { port } = server.address() as net.AddressInfo;
  trace.namePort(port, 'port of server');
  trace.add('server', 'address', server.address());

  const options = { port, host: HOST, allowHalfOpen: connecting };
  const client =
    program.form === 'options'
      ? module.connect(options)
      : new module.Socket({ allowHalfOpen: connecting }).connect(
          (program.form === 'text' ? String(port) : port) as number,
          HOST
        );
  client.on('connect', () => trace.namePort(client.localPort ?? 0, 'port of client'));
  const one = new StreamSide('client', client, connecting, trace);
  await limited<void>((settle) => client.on('ready', settle));
  const peer = await accepted;
  if (typeof peer === 'string') return trace.seen;
  const pair = [one, new StreamSide('accepted', peer, accepting, trace)] as const;
  for (const { side, method, args } of program.calls) {
    await pair[side].perform(method, args, pair[1 - side] ?? one);
  }
  for (const [index, side] of pair.entries()) await side.perform('look', [], pair[1 - index] ?? one);
  for (const side of pair) await side.dispose();
  await limited<void>((settle) => server.close(() => settle()));
  return trace.seen;
}
