import { library, unboundLibrary } from './contenders/library.ts';
import { node, ownModules } from './contenders/node.ts';
import { raw } from './contenders/raw.ts';
import { hybrid, inPage } from './hybrid.ts';
import { memory } from './meters.ts';
import {
  besideIdle,
  echoing,
  idling,
  opening,
  openingAndClosing,
  queueing,
  receiving,
  sending
} from './sessions.ts';
import { fast, flat, flatAsRaw, small } from './targets.ts';
import type { Workload } from './workload.ts';

const KIB64 = 65_536;
const MIB = 1_048_576;

const udp = { transport: 'udp' } as const;
const tls = { transport: 'tls' } as const;
/**
 * So many datagrams on their way as a receive buffer of Linux's default size holds (212992 bytes, and each of 1400 bytes takes
 * 2304 there), so that none is lost.
 */
const datagrams = { ...udp, size: 64, count: 8192, ahead: 64 } as const;
const send = { open: sending, ...datagrams } as const;
const receive = { open: receiving, ...datagrams } as const;
const writes = { open: sending, transport: 'tcp', size: 64, count: 1000, noDelay: true } as const;
const trips = { open: echoing, transport: 'tcp', size: 64, count: 1024 } as const;
const large = { open: sending, transport: 'tcp', size: KIB64, count: 512, target: fast(0.95) } as const;
const large1m = { ...large, size: MIB, count: 32 } as const;
/** Of the flow control that a protocol has of its own: 4 MiB on their way. */
const flow = { ...large, ahead: 64 } as const;
const flow1m = { ...large1m, ahead: 4 } as const;
/** Rounds end with waiting, or consist of it: from OpenHarmony 6.0 on a native close takes up to half a second. */
const opened = { open: opening, transport: 'tcp', size: 0, count: 128, rounds: 15 } as const;
const closed = { open: openingAndClosing, transport: 'tcp', size: 0, count: 1, rounds: 7 } as const;
const closed100 = { ...closed, count: 100 } as const;
const idle = { open: idling, size: 0, count: 1000, meter: memory, rounds: 3, target: small(4096) } as const;
const hybridEcho = { ...hybrid, open: inPage('echo'), size: 64, count: 400 } as const;
const hybridWrites = { ...hybrid, open: inPage('sink'), size: KIB64, count: 256 } as const;
/** Node looks the name up for every datagram, in threads that let datagrams overtake each other. */
const withoutNode = { groups: [[library, raw]] } as const;

type Entry = Omit<Workload, 'name'>;

/** By the names for `--only`. Another workload is one more entry. */
const TABLE: Readonly<Record<string, Entry>> = {
  'udp-send-64': { title: 'UDP send, 64 B', ...send, target: fast(0.9) },
  'udp-send-1400': { title: 'UDP send, 1400 B', ...send, size: 1400 },
  'udp-send-text': { title: 'UDP send, 64 B as a string', ...send, isText: true },
  'udp-send-name': { title: 'UDP send, 64 B to a host name', ...send, host: 'localhost', ...withoutNode },
  'udp-receive-64': { title: 'UDP receive, 64 B', ...receive, target: fast(0.9) },
  'udp-receive-1400': { title: 'UDP receive, 1400 B', ...receive, size: 1400 },
  'udp-listeners-10': { title: 'UDP receive, 64 B, 10 listeners', ...receive, listeners: 10 },
  'udp-listeners-100': { title: 'UDP receive, 64 B, 100 listeners', ...receive, listeners: 100 },
  'udp-echo-64': { title: 'UDP round trip, 64 B', ...trips, ...udp, target: fast(0.9) },

  'tcp-small-writes': {
    title: 'TCP, 1000 writes of 64 B',
    ...writes,
    target: { ...fast(3), foreignLimit: 10 }
  },
  'tcp-small-writes-default': {
    title: 'TCP, 1000 writes of 64 B, Nagle by default',
    ...writes,
    noDelay: false
  },
  'tcp-small-writes-text': { title: 'TCP, 1000 writes of 64 B as a string', ...writes, isText: true },
  'tcp-echo-64': { title: 'TCP request of 64 B, answer', ...trips },
  'tcp-two-writes': { title: 'TCP request of 2 × 32 B, answer to the whole', ...trips, count: 4, parts: 2 },
  'tcp-write-64k': { title: 'TCP writes of 64 KiB, 4 MiB on their way', ...flow },
  'tcp-burst-64k': { title: 'TCP, 512 writes of 64 KiB at once', ...large },
  'tcp-receive-64k': { title: 'TCP receive, writes of 64 KiB', ...large, open: receiving },
  'tcp-write-1m': { title: 'TCP writes of 1 MiB, 4 MiB on their way', ...flow1m },
  'tcp-burst-1m': { title: 'TCP, 32 writes of 1 MiB at once', ...large1m },
  'tcp-receive-1m': { title: 'TCP receive, writes of 1 MiB', ...large1m, open: receiving },

  connect: { title: 'TCP connect', ...opened },
  'connect-close': { title: 'TCP connect and close', ...closed, target: fast(0.9) },
  'bind-close': { title: 'UDP bind and close', ...closed, ...udp },
  'connect-close-100': { title: 'TCP connect and close, 100 at once', ...closed100, target: fast(0.9) },
  'bind-close-100': { title: 'UDP bind and close, 100 at once', ...closed100, ...udp },

  'tls-handshake': { title: 'TLS handshake', ...opened, ...tls, target: fast(0.95) },
  'tls-echo-64': { title: 'TLS request of 64 B, answer', ...trips, ...tls, target: fast(0.95) },
  'tls-small-writes': { title: 'TLS, 1000 writes of 64 B', ...writes, ...tls, target: fast(5) },
  'tls-write-64k': { title: 'TLS writes of 64 KiB, 4 MiB on their way', ...flow, ...tls },
  'tls-write-1m': { title: 'TLS writes of 1 MiB, 4 MiB on their way', ...flow1m, ...tls },

  'idle-udp': { title: 'Memory of idle UDP sockets, bound', ...idle, ...udp },
  'idle-tcp': { title: 'Memory of idle TCP sockets, connected', ...idle, transport: 'tcp' },

  'curve-open-sockets': {
    title: 'UDP receive, 64 B, beside open sockets',
    ...receive,
    open: besideIdle(receiving),
    curve: (sockets) => ({ idle: sockets - 1 }),
    // Both together would have more sockets than a process may open.
    groups: [[library], [raw], [library], [raw], [library], [raw]],
    rounds: 11,
    target: flatAsRaw(1.5, 1)
  },
  'curve-queued-writes': {
    title: 'TCP writes of 64 B in one go, the calls',
    ...writes,
    isOverWithCalls: true,
    curve: (count) => ({ count }),
    groups: [[library, raw]],
    target: flat(1.5, 100)
  },
  'curve-queued-datagrams': {
    title: 'UDP sends of 64 B that wait for the bind, the calls',
    ...datagrams,
    open: queueing,
    curve: (count) => ({ count }),
    groups: [[unboundLibrary]],
    rounds: 7,
    target: flat(1.5, 100)
  },

  'hybrid-echo-64': { title: 'harmony-hybrid, round trip of 64 B', ...hybridEcho },
  'hybrid-write-64k': {
    title: 'harmony-hybrid, 64 KiB writes',
    ...hybridWrites,
    target: fast(3, 'port / bridge')
  }
};

/** What is also measured with the package's `dgram`, `net` and `tls` in the place of the library, and with Node's own. */
const OVER_NODE_MODULES = [
  ['udp-send-64', 'dgram'],
  ['udp-echo-64', 'dgram'],
  ['tcp-echo-64', 'net'],
  ['tcp-write-64k', 'net'],
  ['connect-close', 'net'],
  ['tls-echo-64', 'node'],
  ['tls-write-64k', 'node']
] as const;

/** In the order of the report. */
export const WORKLOADS: readonly Workload[] = [
  ...Object.entries(TABLE).map(([name, entry]) => ({ name, ...entry })),
  ...OVER_NODE_MODULES.map(([name, module]) => overNodeModules(name, module))
];

function overNodeModules(name: string, module: string): Workload {
  const entry = TABLE[name] as Entry;
  const title = `${module}: ${entry.title}`;
  return { ...entry, name: `${module}-${name}`, title, groups: [[ownModules], [node]], target: undefined };
}
