import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { test } from 'node:test';
import { createTCPSocket, hasNativeCompanion } from '../../library/Index.ets';

const MEBIBYTE = 1024 * 1024;
const QUEUED = 64;
/** A thread that waits in a native send would be away for 20 s. */
const LONGEST_GAP_MS = 20;
const ATTEMPTS = 5;

/** A peer in another process that never reads. */
const NEVER_READS = `
  const server = require('net').createServer((client) => client.pause());
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

/** Milliseconds, but for those in which the thread could have run and a busy machine had no processor for it. */
function timeOfThread(): number {
  const [, waited] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
  return performance.now() - Number(waited) / 1e6;
}

/** The longest time between two turns of the event loop until the socket has stopped making progress. */
async function longestGap(bufferedAmount: () => number): Promise<number> {
  let longest = 0;
  let last = timeOfThread();
  let before = -1;
  let unchanged = 0;
  while (unchanged < 200) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    const now = timeOfThread();
    longest = Math.max(longest, now - last);
    last = now;
    unchanged = bufferedAmount() === before ? unchanged + 1 : 0;
    before = bufferedAmount();
  }
  return longest;
}

async function gapWithStalledPeer(): Promise<number> {
  const peer = spawn(process.execPath, ['-e', NEVER_READS], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(peer.stdout, 'data')) as [Buffer];
  const socket = createTCPSocket({ highWaterMark: 2 * QUEUED * MEBIBYTE });
  const errors: string[] = [];
  const connected = new Promise((resolve) => socket.onConnect(resolve));
  const closed = new Promise((resolve) => socket.onClose(resolve));
  socket.onError(({ errMsg }) => errors.push(errMsg));
  socket.connect({ address: '127.0.0.1', port: Number(line.toString()) });
  await connected;
  for (let i = 0; i < QUEUED; i++) {
    socket.write(new ArrayBuffer(MEBIBYTE));
    // One write a turn: what is measured is the sending, not the copying of 64 MiB.
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.equal(errors.length, 0, errors[0]);
  const gap = await longestGap(() => socket.bufferedAmount);
  const waiting = socket.bufferedAmount;
  peer.kill();
  await closed;
  assert.ok(waiting > (QUEUED / 2) * MEBIBYTE, `only ${waiting} bytes waited: the peer has read`);
  const lost = errors.filter((errMsg) =>
    errMsg.startsWith('TCPSocket.write:fail lost with the connection: ')
  );
  assert.ok(lost.length >= QUEUED / 2, `${lost.length} writes were reported as lost`);
  return gap;
}

test('a peer that never reads stalls the queue of 64 MiB and not the thread', async (t) => {
  assert.ok(hasNativeCompanion(), 'run npm run build:native first');
  const gaps: number[] = [];
  while (gaps.length < ATTEMPTS && !gaps.some((gap) => gap < LONGEST_GAP_MS))
    gaps.push(await gapWithStalledPeer());
  t.diagnostic(`longest gaps between turns: ${gaps.map((gap) => gap.toFixed(1)).join(', ')} ms`);
  assert.ok(Math.min(...gaps) < LONGEST_GAP_MS, `longest gaps: ${gaps.join(', ')} ms`);
});
