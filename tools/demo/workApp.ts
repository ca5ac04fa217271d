import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { startApp } from './appProcess.ts';
import type { Picture, Unloaded } from './headless/messages.ts';
import { until } from './headless/until.ts';
import { type Alter, isUdpPortFree, type Peers, startPeers } from './peers.ts';
import type { Print } from './print.ts';

/** How long its process may take to end once nothing is left to do, in milliseconds. */
const END_LIMIT = 300_000;

/**
 * Runs the built app against loopback peers, in a process of its own, which works its pages, and looks whether it leaves
 * sockets behind.
 *
 * @param bundle URL of the build's output as one module
 * @param alter what the peers do to their answers
 * @param releaseLimit how long sockets may take to be gone once the pages are unloaded, in milliseconds
 * @returns the pages as they stood
 * @throws when a page did not do what it should, anything came back that was not sent, or a socket stayed open
 */
export async function workApp(
  bundle: string,
  print: Print,
  alter?: Alter,
  releaseLimit?: number
): Promise<Picture[]> {
  const peers = await startPeers(alter);
  const app = startApp('main.ts', bundle, peers.ports, print);
  const ended = once(app, 'close').then(([code, signal]) =>
    signal === null ? `exit code ${code}` : `${signal}`
  );
  try {
    const unloaded = once(app, 'message').then(([message]) => message as Unloaded);
    const first = await Promise.race([unloaded, ended]);
    if (typeof first === 'string')
      throw new Error(`the app's process ended with ${first}; see its lines above`);

    print(`  ✓ the line server had sent the lines in ${peers.linePieces()} pieces`);
    await expectReleased(peers, first.boundPort, releaseLimit);
    print(`  ✓ no TCP connection is left, and UDP port ${first.boundPort} can be bound again`);
    app.send('nothing is left open');
    const end = await Promise.race([ended, delay(END_LIMIT, undefined, { ref: false })]);
    if (end === undefined) throw new Error("the app's process does not end: something is still open in it");
    if (end !== 'exit code 0') throw new Error(`the app's process ended with ${end}; see its lines above`);
    print("  ✓ the app's process ended by itself");
    return first.pictures;
  } finally {
    app.kill('SIGKILL');
    await ended;
    peers.stop();
  }
}

/** What the outside sees of the app's sockets once its pages are unloaded: nothing. */
async function expectReleased(peers: Peers, boundPort: number, limit?: number): Promise<void> {
  const sources = [...peers.udpSources];
  if (sources.length !== 1 || sources[0] !== boundPort) {
    throw new Error(
      `the page said port ${boundPort}, but datagrams came from ${sources.join(', ') || 'nowhere'}`
    );
  }
  if (!(await until(() => peers.connections.size === 0 || undefined, limit))) {
    throw new Error(`TCP connections still open after the pages were unloaded: ${peers.connections.size}`);
  }
  if (!(await until(async () => (await isUdpPortFree(boundPort)) || undefined, limit))) {
    throw new Error(`UDP port ${boundPort} is still bound after the pages were unloaded`);
  }
}
