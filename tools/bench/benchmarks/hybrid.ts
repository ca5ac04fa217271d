import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { HybridSockets } from '../../../library/Hybrid.ets';
import { createTCPSocket } from '../../../library/Index.ets';
import { launchBrowser, reasonAgainstBrowser } from '../../hybrid/browser.ts';
import { buildHybridApp } from '../../hybrid/buildApp.ts';
import { WebContainer } from '../../hybrid/shell/WebContainer.ts';
import { LOOPBACK, NUMBER_BYTES } from '../peer/services.ts';
import { type Spread, spread } from '../statistics.ts';
import type { Bench, Benchmark, SkippedResult } from './benchmark.ts';
import { type HybridTimes, type HybridWork, timeHybrid } from './hybridWork.ts';

/** The test app hands its sockets out as `window.app.byName`. */
const APP = path.resolve(import.meta.dirname, '../../../test/hybrid/page');

const WAYS = ['library', 'bridge', 'port'] as const;

/** The library in this process, and in a page over the shell's bridge and over the message port. */
export type HybridWay = (typeof WAYS)[number];

/** Microseconds for each of what is counted. */
export interface HybridResult {
  readonly kind: 'hybrid';
  readonly rows: readonly {
    readonly what: keyof HybridTimes;
    readonly each: Readonly<Record<HybridWay, Spread>>;
  }[];
}

type Run = () => Promise<HybridTimes>;

/** @param share of the full length of a run, 1 or below */
export function hybrid(share: number): Benchmark {
  return {
    name: 'hybrid',
    title: 'TCP in a page of harmony-hybrid, in Chromium with a stand-in for the shell',
    run: (bench) => runHybrid(bench, share)
  };
}

async function runHybrid(
  { peer, effort, progress }: Bench,
  share: number
): Promise<HybridResult | SkippedResult> {
  const reason = reasonAgainstBrowser();
  if (reason !== undefined) return { kind: 'skipped', reason };
  const writes = Math.round(256 * share);
  const bytesPerRun = writes * 65_536;
  const work: HybridWork = {
    host: LOOPBACK,
    echoPort: await peer.start({ service: 'tcpEcho', size: 64 }),
    sinkPort: await peer.start({ service: 'tcpSink', bytesPerRun, acknowledgeEvery: bytesPerRun }),
    acknowledgement: 2 * NUMBER_BYTES,
    trips: Math.round(400 * share),
    writes
  };
  const folder = mkdtempSync(path.join(tmpdir(), 'hybrid-bench-'));
  const ends: (() => Promise<void>)[] = [];
  try {
    progress('building the page');
    const output = await buildHybridApp(path.join(folder, 'app'), APP, ['taro-harmony-socket'], progress);
    const browser = await launchBrowser();
    ends.push(() => browser.close());
    const runs: Record<HybridWay, Run> = {
      library: () => timeHybrid(createTCPSocket, work),
      bridge: await openPage(output, browser, work, false, ends),
      port: await openPage(output, browser, work, true, ends)
    };
    const samples: Record<HybridWay, HybridTimes[]> = { library: [], bridge: [], port: [] };
    for (let round = -1; round < effort.slowRounds; round++) {
      progress(round < 0 ? 'warming up' : `round ${round + 1} of ${effort.slowRounds}`);
      for (const way of WAYS) {
        const times = await runs[way]();
        if (round >= 0) samples[way].push(times);
      }
    }
    const each = (what: keyof HybridTimes, way: HybridWay): Spread =>
      spread(samples[way].map((times) => times[what]));
    return {
      kind: 'hybrid',
      rows: (['roundTrip', 'write'] as const).map((what) => ({
        what,
        each: { library: each(what, 'library'), bridge: each(what, 'bridge'), port: each(what, 'port') }
      }))
    };
  } finally {
    for (const end of ends.reverse()) await end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openPage(
  output: string,
  browser: Browser,
  work: HybridWork,
  hasPort: boolean,
  ends: (() => Promise<void>)[]
): Promise<Run> {
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
  const text = `(${timeHybrid.toString()})(window.app.byName.createTCPSocket, ${JSON.stringify(work)})`;
  return () => page.evaluate<HybridTimes>(text);
}
