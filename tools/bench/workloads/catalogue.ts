import { echoing, receiving, sending } from './exchanges.ts';
import { opening, openingAndClosing } from './lifecycles.ts';
import type { Open, Workload } from './workload.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const WINDOW = 4 * MIB;
/** Large writes: name, title, size, how many in a full run. */
const LARGE = [
  ['64k', '64 KiB', 64 * KIB, 512],
  ['1m', '1 MiB', MIB, 32]
] as const;
const TEXT = 'text' as const;
const WITHOUT_NODE = {
  node: 'it looks the name up for every datagram, in threads that let datagrams overtake each other'
};

/** All workloads. @param share of the full length of a run, 1 or below */
export function workloads(share: number): readonly Workload[] {
  /** Runs of datagrams have to be a multiple of 16, the interval of acknowledgements. */
  const some = (count: number): number => Math.max(16, Math.round((count * share) / 16) * 16);
  const udp = { transport: 'udp', size: 64 } as const;
  const tcp = { transport: 'tcp', size: 64 } as const;
  const tls = { transport: 'tls', size: 64 } as const;
  const [datagrams, trips] = [some(8192), some(4096)];
  return [
    workload('udp-send-64', 'UDP send, 64 B', datagrams, sending, udp),
    workload('udp-send-1400', 'UDP send, 1400 B', datagrams, sending, { ...udp, size: 1400 }),
    workload('udp-send-text', 'UDP send, 64 B as a string', datagrams, sending, { ...udp, form: TEXT }),
    {
      ...workload('udp-send-name', 'UDP send, 64 B to a host name', datagrams, sending, {
        ...udp,
        host: 'localhost'
      }),
      without: WITHOUT_NODE
    },
    workload('udp-receive-64', 'UDP receive, 64 B', datagrams, receiving, udp),
    workload('udp-receive-1400', 'UDP receive, 1400 B', datagrams, receiving, { ...udp, size: 1400 }),
    ...[10, 100].map((listeners) =>
      workload(
        `udp-listeners-${listeners}`,
        `UDP receive, 64 B, ${listeners} listeners`,
        datagrams,
        receiving,
        {
          ...udp,
          listeners
        }
      )
    ),
    workload('udp-echo-64', 'UDP round trip, 64 B', trips, echoing, udp),
    workload('tcp-small-writes', 'TCP, 1000 writes of 64 B', 1000, sending, { ...tcp, noDelay: true }),
    workload(
      'tcp-small-writes-default',
      'TCP, 1000 writes of 64 B, TCP_NODELAY not asked for',
      1000,
      sending,
      tcp
    ),
    workload('tcp-small-writes-text', 'TCP, 1000 writes of 64 B as a string', 1000, sending, {
      ...tcp,
      noDelay: true,
      form: TEXT
    }),
    workload('tcp-echo-64', 'TCP request of 64 B, answer', trips, echoing, tcp),
    workload('tcp-two-writes', 'TCP request of 2 × 32 B, answer to the whole', 4, echoing, {
      ...tcp,
      parts: 2
    }),
    ...LARGE.flatMap(([name, title, size, most]) => {
      const large = { ...tcp, size };
      const windowed = { ...large, window: WINDOW };
      return [
        workload(
          `tcp-write-${name}`,
          `TCP writes of ${title}, 4 MiB on their way`,
          some(most),
          sending,
          windowed
        ),
        workload(`tcp-burst-${name}`, `TCP, ${most} writes of ${title} at once`, most, sending, large),
        workload(`tcp-receive-${name}`, `TCP receive, writes of ${title}`, some(most), receiving, large)
      ];
    }),
    workload('connect', 'TCP connect', some(64), opening, tcp),
    ...[1, 100].flatMap((sockets) => {
      const [suffix, atOnce] = sockets === 1 ? ['', ''] : [`-${sockets}`, `, ${sockets} at once`];
      return [
        workload(`connect-close${suffix}`, `TCP connect and close${atOnce}`, sockets, openingAndClosing, tcp),
        workload(`bind-close${suffix}`, `UDP bind and close${atOnce}`, sockets, openingAndClosing, udp)
      ].map((slow): Workload => ({ ...slow, pace: 'slow' }));
    }),
    workload('tls-handshake', 'TLS handshake', some(64), opening, tls),
    workload('tls-echo-64', 'TLS request of 64 B, answer', some(2048), echoing, tls),
    workload('tls-small-writes', 'TLS, 1000 writes of 64 B', 1000, sending, tls),
    ...LARGE.map(([name, title, size, most]) =>
      workload(`tls-write-${name}`, `TLS writes of ${title}, 4 MiB on their way`, some(most), sending, {
        ...{ ...tls, size, window: WINDOW }
      })
    )
  ];
}

/** @param what is done, with the options */
function workload<Options>(
  name: string,
  title: string,
  perRun: number,
  what: (options: Options & { perRun: number }) => Open,
  options: Options
): Workload {
  return { name, title, perRun, open: what({ ...options, perRun }) };
}
