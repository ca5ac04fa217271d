import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { HybridSockets } from '../../library/Hybrid.ets';
import { createTCPSocket, type TCPSocket } from '../../library/Index.ets';
import { launchBrowser } from '../hybrid/browser.ts';
import { buildHybridApp } from '../hybrid/buildApp.ts';
import { WebContainer } from '../hybrid/shell/WebContainer.ts';
import { type Address, LOOPBACK } from './contenders/contender.ts';
import { PAIR_BYTES } from './messages.ts';
import type { Peer } from './peer/peer.ts';
import type { Workload } from './workloads/workload.ts';

/** The test app hands its sockets out as `window.app.byName`. */
const APP = path.resolve(import.meta.dirname, '../../test/hybrid/page');
const KIB64 = 65_536;

/** Where the library's TCP socket is used: in this process, or in a page over the shell's bridge or the message port. */
export interface Place {
  readonly name: 'library' | 'bridge' | 'port';
  readonly exchange: (work: Exchange) => Promise<void>;
}

/** What one socket does for each place in turn: it connects when it is asked for the first time, and stays. */
interface Exchange {
  readonly host: string;
  readonly port: number;
  /** Of one write, in bytes. */
  readonly size: number;
  readonly writes: number;
  /** Bytes that come back: after each write, or after the last. */
  readonly answer: number;
  readonly isAnswered: 'each' | 'last';
}

/** Two workloads. @param share of the full length of a run, 1 or below */
export function hybridWorkloads(share: number): readonly Workload<Place>[] {
  const trips = Math.round(400 * share);
  const writes = Math.round(256 * share);
  const bytesPerRun = writes * KIB64;
  const sink = { bytesPerRun, acknowledgeEvery: bytesPerRun };
  return [
    workload(
      'hybrid-echo-64',
      'harmony-hybrid, round trip of 64 B',
      (peer) => peer.start('tcp', 'echo', { size: 64 }),
      {
        ...{ size: 64, writes: trips, answer: 64, isAnswered: 'each' }
      }
    ),
    workload(
      'hybrid-write-64k',
      'harmony-hybrid, writes of 64 KiB in one turn',
      (peer) => peer.start('tcp', 'sink', sink),
      {
        ...{ size: KIB64, writes, answer: 2 * PAIR_BYTES, isAnswered: 'last' }
      }
    )
  ];
}

function workload(
  name: string,
  title: string,
  start: (peer: Pick<Peer, 'start'>) => Promise<Address>,
  work: Omit<Exchange, 'host' | 'port'>
): Workload<Place> {
  return {
    ...{ name, title, perRun: work.writes, pace: 'slow' },
    open: async (place, peer) => {
      const exchange = { ...work, host: LOOPBACK, ...(await start(peer)) };
      return { run: () => place.exchange(exchange), close: () => place.exchange({ ...exchange, writes: 0 }) };
    }
  };
}

/** Builds the page, and hands over the places while a browser shows it. */
export async function withPlaces<Result>(
  task: (places: readonly Place[]) => Promise<Result>
): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hybrid-bench-'));
  const ends: (() => Promise<void>)[] = [];
  try {
    const output = await buildHybridApp(path.join(folder, 'app'), APP, ['taro-harmony-socket'], () => {});
    const browser = await launchBrowser();
    ends.push(() => browser.close());
    return await task([
      { name: 'library', exchange: (work) => exchange(createTCPSocket, work) },
      { name: 'bridge', exchange: await openPage(output, browser, false, ends) },
      { name: 'port', exchange: await openPage(output, browser, true, ends) }
    ]);
  } finally {
    for (const end of ends.reverse()) await end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openPage(
  output: string,
  browser: Browser,
  hasPort: boolean,
  ends: (() => Promise<void>)[]
): Promise<Place['exchange']> {
  const sockets = new HybridSockets();
  const { harmonySocketListen, harmonySocketCall } = sockets;
  const container = await WebContainer.open(output, { harmonySocketListen, harmonySocketCall });
  ends.push(() => container.close());
  const page = await browser.newPage();
  // What esbuild wraps functions in that go to the page as text.
  await page.addInitScript('globalThis.__name = (value) => value;');
  await page.goto(container.url);
  await page.getByText('ready').waitFor();
  if (hasPort) {
    const opened = once(container.traffic, 'port');
    sockets.useMessagePort(container.controller as object as Parameters<typeof sockets.useMessagePort>[0]);
    await page.evaluate('window.app.byName.createTCPSocket().close()');
    await opened;
  }
  const text = `(${exchange.toString()})(window.app.byName.createTCPSocket, `;
  return (work) => page.evaluate<void>(`${text}${JSON.stringify(work)})`);
}

/**
 * Does the work on the socket that is connected to its port; none of it closes the socket. A page gets the text of this
 * function, so it uses nothing from outside of itself.
 */
async function exchange(create: () => TCPSocket, work: Exchange): Promise<void> {
  interface End {
    tcp: TCPSocket;
    receive(count: number): Promise<void>;
  }
  const open = async (): Promise<End> => {
    const tcp = create();
    let missing = 0;
    let proceed = (): void => undefined;
    tcp.onMessage(({ message }) => {
      missing -= message.byteLength;
      if (missing <= 0) proceed();
    });
    await new Promise<void>((resolve, reject) => {
      tcp.onConnect(() => resolve());
      tcp.onError(({ errMsg }) => reject(new Error(errMsg)));
      tcp.connect({ address: work.host, port: work.port });
    });
    const receive = (count: number): Promise<void> =>
      new Promise((resolve) => {
        missing += count;
        proceed = resolve;
        if (missing <= 0) resolve();
      });
    return { tcp, receive };
  };
  const ends = ((globalThis as { benchEnds?: Map<number, End> }).benchEnds ??= new Map<number, End>());
  const end = ends.get(work.port) ?? (await open());
  ends.set(work.port, end);
  const message = new Uint8Array(work.size).fill(7).buffer;
  for (let count = 0; count < work.writes; count++) {
    end.tcp.write(message);
    if (work.isAnswered === 'each') await end.receive(work.answer);
  }
  if (work.writes === 0) end.tcp.close();
  else if (work.isAnswered === 'last') await end.receive(work.answer);
}
