// queuedDatagrams.js ROUNDS NUMBERS: sends so many datagrams on a socket that is still binding; prints for each number
// the microseconds of a call, one figure for each round.
import { createUDPSocket } from '../../../library/Index.ets';
import { settleSends } from './nullSocket.ts';

/** Sends in one round at the least, over as many sockets as it takes. */
const SENDS = 2000;

const message = new ArrayBuffer(64);

/** @returns milliseconds that the calls took */
async function sendWhileBinding(count: number): Promise<number> {
  const socket = createUDPSocket();
  const listening = new Promise<void>((resolve) => socket.onListening(() => resolve()));
  const before = performance.now();
  for (let i = 0; i < count; i++) socket.send({ address: '127.0.0.1', port: 40001, message });
  const duration = performance.now() - before;
  await listening;
  settleSends();
  const closed = new Promise<void>((resolve) => socket.onClose(() => resolve()));
  socket.close();
  settleSends();
  await closed;
  return duration;
}

async function costOfSends(waiting: number): Promise<number> {
  let duration = 0;
  for (let sent = 0; sent < SENDS; sent += waiting) duration += await sendWhileBinding(waiting);
  return (duration * 1000) / (Math.ceil(SENDS / waiting) * waiting);
}

const [, , rounds, ...numbers] = process.argv;
const costs = numbers.map((): number[] => []);
for (let round = -1; round < Number(rounds); round++) {
  for (const [index, number] of numbers.entries()) {
    const cost = await costOfSends(Number(number));
    if (round >= 0) costs[index]?.push(cost);
  }
}
console.log(JSON.stringify(costs));
process.exit(0);
