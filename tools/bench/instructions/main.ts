// main.js OPERATION CONTENDER TIMES: does it so often after a warm-up and prints the nanoseconds of each.
import type { Contender } from '../contenders/contender.ts';
import { library } from '../contenders/library.ts';
import { raw } from '../contenders/raw.ts';
import type { OperationName } from './count.ts';
import { nullSockets, settleSends } from './nullSocket.ts';

/** Enough for V8 to compile everything that is used. */
const WARM_UP = 20_000;
/** So many sends are made before they are settled. */
const BATCH = 100;
const SIZE = 64;
const PORT = 40001;
const HOST = '127.0.0.1';
const PAYLOAD = { remoteInfo: { address: HOST, family: 'IPv4', port: PORT, size: SIZE } };

/** Does something so many times. */
type Repeat = (times: number) => void;
type Prepare = (contender: Contender) => Promise<Repeat>;

const buffer = new ArrayBuffer(SIZE);
const quiet = { listeners: [(): void => {}], onFailure: fail };

/** Everything that an app does for each message. */
const OPERATIONS: Readonly<Record<OperationName, Prepare>> = {
  'udp-send': (contender) => sending(contender, buffer),
  'udp-send-text': (contender) => sending(contender, 'x'.repeat(SIZE)),
  'udp-receive': (contender) => receiving(contender, 1),
  'udp-receive-10': (contender) => receiving(contender, 10),
  'udp-receive-100': (contender) => receiving(contender, 100),
  'tcp-write': (contender) => writing(contender, 1),
  // What was coalesced is sent when the first send has settled, and has to be settled then.
  'tcp-write-1000': (contender) => writing(contender, 1000),
  'tcp-receive': (contender) => receiving(contender, 1, true)
};

async function sending(contender: Contender, message: string | ArrayBuffer): Promise<Repeat> {
  const end = await contender.bindDatagram(quiet);
  return inBatches(() => end.send(message, HOST, PORT), BATCH);
}

async function writing(contender: Contender, batch: number): Promise<Repeat> {
  const end = await contender.connectStream(PORT, quiet);
  return inBatches(() => end.write(buffer), batch);
}

async function receiving(contender: Contender, count: number, isStream = false): Promise<Repeat> {
  let calls = 0;
  const listeners = Array.from({ length: count }, () => () => {
    calls += 1;
  });
  const events = { listeners, onFailure: fail };
  await (isStream ? contender.connectStream(PORT, events) : contender.bindDatagram(events));
  const socket = nullSockets.at(-1);
  return (times) => {
    calls = 0;
    for (let i = 0; i < times; i++) socket?.emit('message', { message: buffer, ...PAYLOAD });
    if (calls !== times * count) throw new Error(`${calls} calls of listeners`);
  };
}

function inBatches(perform: () => void, batch: number): Repeat {
  return (times) => {
    for (let done = 0; done < times; done += batch) {
      for (let i = 0; i < batch; i++) perform();
      settleSends();
    }
  };
}

function fail(error: Error): void {
  throw error;
}

const [, , name, contenderName, times] = process.argv;
const contender = contenderName === 'library' ? library : raw;
const repeat = await OPERATIONS[name as OperationName](contender);
repeat(WARM_UP);
const count = Number(times);
const before = process.hrtime.bigint();
repeat(count);
console.log(Number(process.hrtime.bigint() - before) / count);
process.exit(0);
