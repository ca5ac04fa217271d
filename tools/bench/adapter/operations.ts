import type { Contender, DatagramEnd, StreamEnd } from '../contenders/contender.ts';
import { nullSockets, settleSends } from './nullSocket.ts';

/** Does something so many times. */
export type Repeat = (times: number) => void;

/** What is counted: one use of the layer above the native module. */
export interface Operation {
  readonly name: string;
  readonly title: string;
  prepare(contender: Contender): Promise<Repeat>;
}

/** So many sends are made before they are settled. */
const BATCH = 100;
const SIZE = 64;
const REMOTE = { address: '127.0.0.1', family: 'IPv4', port: 40001, size: SIZE };

const buffer = new ArrayBuffer(SIZE);
const text = 'x'.repeat(SIZE);

function onFailure(error: Error): void {
  throw error;
}

const quiet = { listeners: [(): void => {}], onFailure };

function inBatches(perform: () => void, batch = BATCH): Repeat {
  return (times) => {
    for (let done = 0; done < times; done += batch) {
      for (let i = 0; i < batch; i++) perform();
      settleSends();
    }
  };
}

function sendOperation(name: string, title: string, message: string | ArrayBuffer): Operation {
  return {
    name,
    title,
    async prepare(contender) {
      const end: DatagramEnd = await contender.bindDatagram(quiet);
      return inBatches(() => end.send(message, '127.0.0.1', 40001));
    }
  };
}

function writeOperation(name: string, title: string, batch: number): Operation {
  return {
    name,
    title,
    async prepare(contender) {
      const end: StreamEnd = await contender.connectStream(40001, quiet);
      // What was coalesced is sent when the first send has settled, and has to be settled then.
      return inBatches(() => end.write(buffer), batch);
    }
  };
}

function receiveOperation(name: string, title: string, isStream: boolean, listeners: number): Operation {
  return {
    name,
    title,
    async prepare(contender) {
      let calls = 0;
      const events = {
        listeners: Array.from({ length: listeners }, () => () => {
          calls += 1;
        }),
        onFailure
      };
      await (isStream ? contender.connectStream(40001, events) : contender.bindDatagram(events));
      const socket = nullSockets.at(-1);
      return (times) => {
        calls = 0;
        for (let i = 0; i < times; i++) socket?.emit('message', { message: buffer, remoteInfo: REMOTE });
        if (calls !== times * listeners) throw new Error(`${name}: ${calls} calls of listeners`);
      };
    }
  };
}

/** Everything that an app does for each message. */
export const OPERATIONS: readonly Operation[] = [
  sendOperation('udp-send', 'UDP send, 64 B', buffer),
  sendOperation('udp-send-text', 'UDP send, text of 64 B', text),
  receiveOperation('udp-receive', 'UDP receive, 1 listener', false, 1),
  receiveOperation('udp-receive-10', 'UDP receive, 10 listeners', false, 10),
  receiveOperation('udp-receive-100', 'UDP receive, 100 listeners', false, 100),
  writeOperation('tcp-write', 'TCP write, 64 B, each settled', 1),
  writeOperation('tcp-write-1000', 'TCP write, 64 B, 1000 at once', 1000),
  receiveOperation('tcp-receive', 'TCP receive, 1 listener', true, 1)
];
