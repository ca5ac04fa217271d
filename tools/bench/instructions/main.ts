// main.js OPERATION CONTENDER TIMES: does it so often after a warm-up and prints the nanoseconds of each.
import { library } from '../contenders/library.ts';
import { raw } from '../contenders/raw.ts';
import { nullSockets, settleSends } from './nullSocket.ts';
import { type OperationName, operationNamed } from './operations.ts';

/** Enough for V8 to compile everything that is used. */
const WARM_UP = 20_000;
const SIZE = 64;
const PORT = 40001;
const HOST = '127.0.0.1';

const [, , name, contenderName, times] = process.argv;
const { transport, listeners = 0, isText = false, batch } = operationNamed(name as OperationName);
const buffer = new ArrayBuffer(SIZE);
const sent = isText ? 'x'.repeat(SIZE) : buffer;
const received = { message: buffer, remoteInfo: { address: HOST, family: 'IPv4', port: PORT, size: SIZE } };
let calls = 0;
const end = await (contenderName === 'library' ? library : raw).open[transport]({
  host: HOST,
  port: PORT,
  listeners: Array.from({ length: Math.max(1, listeners) }, () => () => {
    calls += 1;
  }),
  onFailure: (error) => {
    throw error;
  }
});
const socket = nullSockets.at(-1);

function repeat(count: number): void {
  if (batch !== undefined) return sendInBatches(count, batch);
  calls = 0;
  for (let i = 0; i < count; i++) socket?.emit('message', received);
  if (calls !== count * listeners) throw new Error(`${calls} calls of listeners`);
}

function sendInBatches(count: number, batch: number): void {
  for (let done = 0; done < count; done += batch) {
    for (let i = 0; i < batch; i++) end.send(sent);
    settleSends();
  }
}

repeat(WARM_UP);
const count = Number(times);
const before = process.hrtime.bigint();
repeat(count);
console.log(Number(process.hrtime.bigint() - before) / count);
process.exit(0);
