import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { test } from 'node:test';
import { serveLines } from './lines.ts';

test('half a line of one connection is no beginning of another one’s', async (t) => {
  const peer = await serveLines((line, say) => say(`${line}!\n`));
  const [first, second] = [net.connect(peer.port, '127.0.0.1'), net.connect(peer.port, '127.0.0.1')];
  t.after(async () => {
    for (const socket of [first, second]) socket.destroy();
    await peer.close();
  });
  const heard = (socket: net.Socket): Promise<unknown[]> => once(socket, 'data');
  // Its second line is half when its first one is answered.
  first.write('one\nha');
  assert.equal(String((await heard(first))[0]), 'one!\n');
  second.write('whole\n');
  assert.equal(String((await heard(second))[0]), 'whole!\n');
  first.write('lf\n');
  assert.equal(String((await heard(first))[0]), 'half!\n');
});
