import { createTCPSocket, type TCPSocket } from '../../library/Index.ets';
import { BrowserApp, type Way } from '../../test/hybrid/support/browserApp.ts';
import { reasonAgainstBrowser } from '../hybrid/browser.ts';
import type { Benchmark } from './benchmark.ts';
import { PAIR_BYTES } from './flow.ts';
import { times } from './meters.ts';
import type { Peer } from './peer/peer.ts';
import { type Entrant, measureInTurn, type Session } from './rounds.ts';
import { fast } from './targets.ts';
import { roundsOf } from './workload.ts';

/** What one socket does in each run. */
interface Exchange {
  readonly service: 'echo' | 'sink';
  readonly transport: 'tcp';
  /** Of one write, in bytes. */
  readonly size: number;
  /** How many writes. */
  readonly count: number;
  /** Bytes that come back: after each write from an echo, after the last from a sink. */
  readonly answer: number;
}

const ROUNDS = 7;
const ECHO = { service: 'echo', transport: 'tcp', size: 64, count: 400, answer: 64 } as const;
const WRITES = {
  service: 'sink',
  transport: 'tcp',
  size: 65_536,
  count: 256,
  answer: 2 * PAIR_BYTES
} as const;

/** The library's TCP socket in a page, over the message port or the shell's bridge, and in this process. */
export const HYBRID_BENCHMARKS: readonly Benchmark[] = [
  benchmark('hybrid-echo-64', 'harmony-hybrid, round trip of 64 B', ECHO),
  {
    ...benchmark('hybrid-write-64k', 'harmony-hybrid, writes of 64 KiB in one turn', WRITES),
    target: fast(3, 'port / bridge')
  }
];

function benchmark(name: string, title: string, exchange: Exchange): Benchmark {
  const unit = times.unit;
  return {
    name,
    title,
    slowness: 'it builds a page first',
    async measure(peer, isQuick) {
      const reason = reasonAgainstBrowser();
      if (reason !== undefined) return { name, title, unit, rows: [], notes: [`SKIPPED: ${reason}`] };
      const app = new BrowserApp();
      try {
        await app.start(() => {});
        const entrants = (['port', 'bridge', 'library'] as const).map((place) =>
          entrantOf(place, app, exchange, peer)
        );
        const plan = {
          meter: times,
          count: exchange.count,
          rounds: roundsOf(ROUNDS, isQuick),
          isApart: false
        };
        const figures = await measureInTurn(entrants, plan, peer.failed);
        return { name, title, unit, rows: [{ label: title, figures }], notes: [] };
      } finally {
        await app.closeAll();
        await app.stop();
      }
    }
  };
}

function entrantOf(name: Way | 'library', app: BrowserApp, exchange: Exchange, peer: Peer): Entrant {
  return {
    name,
    async open() {
      const { port } = await peer.start(exchange.service, exchange);
      const work = { ...exchange, port };
      if (name === 'library') return connect(createTCPSocket, work);
      const { page } = await app.show(name);
      const session = await page.evaluateHandle<Session>(
        `(${connect.toString()})(window.app.byName.createTCPSocket, ${JSON.stringify(work)})`
      );
      return {
        run: () => session.evaluate((each) => each.run()),
        close: () => session.evaluate((each) => each.close())
      };
    }
  };
}

/** Connects a socket. A page gets the text of this function, so it uses nothing from outside of itself. */
async function connect(create: () => TCPSocket, work: Exchange & { port: number }): Promise<Session> {
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
    tcp.connect({ address: '127.0.0.1', port: work.port });
  });
  const receive = (): Promise<void> =>
    new Promise((resolve) => {
      missing += work.answer;
      proceed = resolve;
      if (missing <= 0) resolve();
    });
  const message = new Uint8Array(work.size).fill(7).buffer;
  return {
    async run() {
      for (let count = 0; count < work.count; count++) {
        tcp.write(message);
        if (work.service === 'echo') await receive();
      }
      if (work.service === 'sink') await receive();
    },
    close() {
      tcp.close();
      return Promise.resolve();
    }
  };
}
