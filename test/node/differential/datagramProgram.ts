import fc from 'fast-check';
import type * as dgram from 'node:dgram';
import type { EventEmitter } from 'node:events';
import { DID_NOT_HAPPEN, firstOf, limited } from './settled.ts';
import { type Seen, Trace, hashOf } from './trace.ts';

/** A call on one of two sockets, with arguments; `'other port'` stands for the port that the other socket has. */
export interface DatagramCall {
  socket: 0 | 1;
  method: string;
  args: readonly unknown[];
}

type AnySocket = EventEmitter & Record<string, (...args: unknown[]) => unknown>;

const OTHER = 'other port';
const HOST = '127.0.0.1';

/** What a call ends with that did not throw. */
const DUE: Readonly<Record<string, readonly string[]>> = {
  bind: ['listening', 'error'],
  connect: ['connect', 'error'],
  close: ['close']
};

const bytes = fc.uint8Array({ maxLength: 40 }).map((content) => Buffer.from(content));
const message = fc.oneof(
  fc.string({ maxLength: 20 }),
  bytes,
  fc.array(bytes, { maxLength: 3 }),
  fc.constant(Buffer.alloc(8000, 7))
);

/** Each method with the arguments that it is tried with; the first ones come more often. */
const CALLS: readonly [weight: number, method: string, args: fc.Arbitrary<unknown[]>][] = [
  [8, 'send', fc.tuple(message, fc.constant(OTHER), fc.constant(HOST))],
  [3, 'send', fc.tuple(message)],
  [2, 'send', fc.tuple(bytes, fc.nat(45), fc.nat(45), fc.constant(OTHER), fc.constant(HOST))],
  [1, 'send', fc.tuple(fc.constantFrom(1, null, {}, [1]), fc.constant(OTHER), fc.constant(HOST))],
  [
    1,
    'send',
    fc.tuple(fc.constant('x'), fc.constantFrom(0, -1, 65536, 'port', undefined), fc.constant(HOST))
  ],
  [6, 'bind', fc.constantFrom<unknown[]>([0, HOST], [{ port: 0, address: HOST }], [OTHER, HOST])],
  [2, 'bind', fc.constantFrom<unknown[]>([0.5], ['x'], [0, '192.0.2.1'], [0, 'no address'], [0, '::1'])],
  [5, 'connect', fc.constantFrom<unknown[]>([OTHER, HOST], [OTHER])],
  [1, 'connect', fc.constantFrom<unknown[]>([0, HOST], [70000], ['x'], [OTHER, '::1'])],
  [2, 'disconnect', fc.constant([])],
  [2, 'remoteAddress', fc.constant([])],
  [3, 'address', fc.constant([])],
  [1, 'close', fc.constant([])],
  [1, 'setTTL', fc.tuple(fc.constantFrom(1, 64, 255, 0, 256, 'x'))],
  [1, 'setMulticastTTL', fc.tuple(fc.constantFrom(0, 1, 255, 256, -1, 'x'))],
  [1, 'setBroadcast', fc.tuple(fc.boolean())],
  [1, 'setMulticastLoopback', fc.tuple(fc.boolean())],
  [1, 'addMembership', fc.tuple(fc.constantFrom('10.0.0.1', 'x', undefined, 4))],
  [1, 'dropMembership', fc.tuple(fc.constantFrom('224.0.0.9', 'x', undefined))],
  [1, 'setRecvBufferSize', fc.tuple(fc.constantFrom(8192, -1, 'x'))],
  [1, 'getRecvBufferSize', fc.constant([])],
  [1, 'getSendQueueSize', fc.constant([])],
  [1, 'getSendQueueCount', fc.constant([])]
];

export const datagramProgram: fc.Arbitrary<DatagramCall[]> = fc.array(
  fc
    .record({
      socket: fc.constantFrom<0 | 1>(0, 1),
      call: fc.oneof(
        ...CALLS.map(([weight, method, args]) => ({
          weight,
          arbitrary: args.map((given) => ({ method, args: given }))
        }))
      )
    })
    .map(({ socket, call }) => ({ socket, ...call })),
  { maxLength: 12 }
);

/** Runs a program: each call comes when all that the one before has caused is over. @returns what it saw */
export async function runDatagramProgram(
  module: typeof dgram,
  program: readonly DatagramCall[]
): Promise<Seen> {
  const trace = new Trace();
  const pair = [new Side(module, trace, 'a'), new Side(module, trace, 'b')] as const;
  for (const { socket, ...call } of program) await pair[socket].perform(call, pair[1 - socket] ?? pair[0]);
  for (const side of pair) await side.perform({ method: 'close', args: [] }, side);
  return trace.seen;
}

/** One of the two sockets, with what has to be known of it to tell what a call will cause. */
class Side {
  private readonly socket: AnySocket;
  private readonly trace: Trace;
  private readonly name: string;
  private port: number | undefined;
  private isConnected = false;
  private isClosed = false;

  constructor(module: typeof dgram, trace: Trace, name: string) {
    this.trace = trace;
    this.name = name;
    const socket = module.createSocket('udp4');
    this.socket = socket as unknown as AnySocket;
    socket.on('listening', () => {
      this.port = socket.address().port;
      trace.namePort(this.port, `port of ${name}`);
      trace.add(name, 'listening');
    });
    socket.on('connect', () => {
      this.isConnected = true;
      trace.add(name, 'connect');
    });
    socket.on('close', () => {
      this.isClosed = true;
      trace.add(name, 'close');
    });
    socket.on('error', (error) => trace.add(name, 'error', error));
    socket.on('message', (content, sender) => trace.add(name, 'message', [hashOf(content), sender]));
  }

  private get isOpen(): boolean {
    return this.port !== undefined && !this.isClosed;
  }

  async perform({ method, args: given }: Omit<DatagramCall, 'socket'>, other: Side): Promise<void> {
    // Left out: what Node's kernel tells sometime of ports that nobody has, and memberships before `bind`, which bind
    // Node's descriptor in secret, so that `bind` fails.
    if (method.endsWith('Membership') && !this.isOpen) return;
    if ((given.includes(OTHER) || (method === 'send' && this.isConnected)) && !other.isOpen) return;
    const args = given.map((argument) => (argument === OTHER ? other.port : argument));
    this.trace.add(this.name, `calls ${method}`);
    try {
      if (method === 'send') await this.send(args, other);
      else await this.call(method, args);
    } catch (error) {
      this.trace.add(this.name, `${method} threw`, error);
    }
  }

  private async call(method: string, args: readonly unknown[]): Promise<void> {
    const result = this.socket[method]?.(...args);
    this.trace.add(this.name, `${method} gave`, result === this.socket ? 'itself' : result);
    if (method === 'disconnect') this.isConnected = false;
    const due = DUE[method];
    if (due !== undefined) this.note(await firstOf(this.socket, due));
  }

  private async send(args: readonly unknown[], other: Side): Promise<void> {
    const arrival = other.isOpen && other !== this ? firstOf(other.socket, ['message']) : undefined;
    const outcome = await limited<Error | null>((settle, fail) => {
      try {
        this.socket.send?.(...args, settle);
      } catch (error) {
        fail(error);
      }
    });
    this.trace.add(this.name, 'sent', outcome);
    if (outcome === null) this.note((await arrival) ?? '');
  }

  private note(outcome: string): void {
    if (outcome === DID_NOT_HAPPEN) this.trace.add(this.name, outcome);
  }
}
