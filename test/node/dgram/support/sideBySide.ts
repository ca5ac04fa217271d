import assert from 'node:assert/strict';
import nodeDgram, { type Socket } from 'node:dgram';
import { once } from 'node:events';
import { test } from 'node:test';
import ourDgram from 'taro-harmony-socket/dgram';
import { hasNativeCompanion } from 'taro-harmony-socket/library';

/** Both modules are used with Node's own types. */
export type Dgram = typeof nodeDgram;

export const ours = ourDgram as unknown as Dgram;

/** A socket on a free port of loopback. */
export async function bound(dgram: Dgram, type: 'udp4' | 'udp6' = 'udp4'): Promise<Socket> {
  const socket = dgram.createSocket(type);
  await once(socket.bind(0, type === 'udp4' ? '127.0.0.1' : '::1'), 'listening');
  return socket;
}

/** Writes down what a program sees. */
export type Log = (...words: unknown[]) => void;

/** What a program does with one of the modules; it has to close its sockets. */
type Program = (dgram: Dgram, log: Log) => void | Promise<void>;

/** Milliseconds for one program. */
const LIMIT = 600_000;

/** An error's class, code, text and all that it carries; `undefined` for none. */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return { ...error, name: error.name, message: error.message };
}

/** What a call throws. */
export function thrownBy(call: () => unknown): unknown {
  try {
    call();
    return 'nothing thrown';
  } catch (error) {
    return describeError(error);
  }
}

/** Ports that the system chose differ from run to run. */
export function withoutPorts(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/:\d{4,5}\b/g, ':port');
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  const entries = Object.entries(value).map(([key, each]) => {
    const isChosen = key === 'port' && typeof each === 'number' && each >= 1024;
    return [key, isChosen ? 'port' : withoutPorts(each)];
  });
  return Object.fromEntries(entries);
}

/** The module, with which sockets that a program forgets are closed. */
function watched(dgram: Dgram): { module: Dgram; closeAll: () => void } {
  const sockets: Socket[] = [];
  const createSocket = (...args: Parameters<Dgram['createSocket']>): Socket => {
    const socket = dgram.createSocket(...args);
    sockets.push(socket);
    return socket;
  };
  const closeAll = (): void => {
    for (const socket of sockets) thrownBy(() => socket.close());
  };
  return { module: { ...dgram, createSocket } as Dgram, closeAll };
}

async function traceOf(dgram: Dgram, program: Program): Promise<unknown[][]> {
  const trace: unknown[][] = [];
  const log: Log = (...words) => trace.push(words.map((word) => withoutPorts(describeError(word))));
  const { module, closeAll } = watched(dgram);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const fail = (): void => reject(new Error(`not at its end after ${LIMIT} ms: ${JSON.stringify(trace)}`));
    timer = setTimeout(fail, LIMIT);
  });
  try {
    await Promise.race([program(module, log), late]);
  } finally {
    clearTimeout(timer);
    closeAll();
  }
  return trace;
}

const NEEDS_COMPANION = 'needs the native companion';
const NOT_THERE =
  process.env.COMPANION === 'off'
    ? `${NEEDS_COMPANION}, and this file tries what there is without it`
    : `${NEEDS_COMPANION}: npm run build:native`;

/** Why a test has to be left out that needs the native companion. */
export const withoutCompanion = hasNativeCompanion() ? false : NOT_THERE;

/** A test: the program sees the same with Node's module and with ours. It may need the native companion. */
export function sameAsNode(name: string, program: Program, needsCompanion = false): void {
  test(name, { skip: needsCompanion && withoutCompanion }, async () => {
    const expected = await traceOf(nodeDgram, program);
    assert.ok(expected.length > 0, 'the program has written nothing down');
    assert.deepEqual(await traceOf(ours, program), expected);
  });
}
