import { udpEcho, udpReceive, udpSend } from './datagrams.ts';
import { bindAndClose, connectAlone, connectAndClose } from './lifecycles.ts';
import { secure } from './secure.ts';
import { tcpEcho, tcpReceive, tcpWrite } from './streams.ts';
import type { Open, Workload } from './workload.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const WINDOW = 4 * MIB;
/** Large writes: name, title, size, how many in a full run. */
const LARGE = [
  ['64k', '64 KiB', 64 * KIB, 512],
  ['1m', '1 MiB', MIB, 32]
] as const;
const WITHOUT_NODE = {
  node: 'it looks the name up for every datagram, in threads that let datagrams overtake each other'
};

/** All workloads. @param share of the full length of a run, 1 or below */
export function workloads(share: number): readonly Workload[] {
  /** Runs of datagrams have to be a multiple of 16, the interval of acknowledgements. */
  const some = (count: number): number => Math.max(16, Math.round((count * share) / 16) * 16);
  const datagrams = counted('datagrams', some(8192));
  const datagramTrips = counted('round trips', some(4096));
  const streamTrips = counted('round trips', some(4096));
  const smallWrites = counted('writes', 1000);
  return [
    datagrams('udp-send-64', 'UDP send, 64 B', (perRun) => udpSend({ size: 64, perRun })),
    datagrams('udp-send-1400', 'UDP send, 1400 B', (perRun) => udpSend({ size: 1400, perRun })),
    datagrams('udp-send-text', 'UDP send, 64 B as a string', (perRun) =>
      udpSend({ size: 64, perRun, form: 'text' })
    ),
    {
      ...datagrams('udp-send-name', 'UDP send, 64 B to a host name', (perRun) =>
        udpSend({ size: 64, perRun, host: 'localhost' })
      ),
      without: WITHOUT_NODE
    },
    datagrams('udp-receive-64', 'UDP receive, 64 B', (perRun) => udpReceive({ size: 64, perRun })),
    datagrams('udp-receive-1400', 'UDP receive, 1400 B', (perRun) => udpReceive({ size: 1400, perRun })),
    ...[10, 100].map((listeners) =>
      datagrams(`udp-listeners-${listeners}`, `UDP receive, 64 B, ${listeners} listeners`, (perRun) =>
        udpReceive({ size: 64, perRun, listeners })
      )
    ),
    datagramTrips('udp-echo-64', 'UDP round trip, 64 B', (perRun) => udpEcho({ size: 64, perRun })),
    smallWrites('tcp-small-writes', 'TCP, 1000 writes of 64 B', (perRun) =>
      tcpWrite({ size: 64, perRun, noDelay: true })
    ),
    smallWrites('tcp-small-writes-default', 'TCP, 1000 writes of 64 B, TCP_NODELAY not asked for', (perRun) =>
      tcpWrite({ size: 64, perRun })
    ),
    smallWrites('tcp-small-writes-text', 'TCP, 1000 writes of 64 B as a string', (perRun) =>
      tcpWrite({ size: 64, perRun, form: 'text', noDelay: true })
    ),
    streamTrips('tcp-echo-64', 'TCP request of 64 B, answer', (perRun) => tcpEcho({ size: 64, perRun })),
    counted('round trips', 4)('tcp-two-writes', 'TCP request of 2 × 32 B, answer to the whole', (perRun) =>
      tcpEcho({ size: 64, perRun, parts: 2 })
    ),
    ...LARGE.flatMap(([name, title, size, most]) => [
      counted('writes', some(most))(
        `tcp-write-${name}`,
        `TCP writes of ${title}, 4 MiB on their way`,
        (perRun) => tcpWrite({ size, perRun, window: WINDOW })
      ),
      counted('writes', most)(`tcp-burst-${name}`, `TCP, ${most} writes of ${title} at once`, (perRun) =>
        tcpWrite({ size, perRun })
      ),
      counted('writes', some(most))(`tcp-receive-${name}`, `TCP receive, writes of ${title}`, (perRun) =>
        tcpReceive({ size, perRun })
      )
    ]),
    counted('sockets', some(64))('connect', 'TCP connect', connectAlone),
    ...[1, 100].flatMap((perRun) => {
      const slow = counted('sockets', perRun, 'slow');
      const [suffix, atOnce] = perRun === 1 ? ['', ''] : [`-${perRun}`, `, ${perRun} at once`];
      return [
        slow(`connect-close${suffix}`, `TCP connect and close${atOnce}`, connectAndClose),
        slow(`bind-close${suffix}`, `UDP bind and close${atOnce}`, bindAndClose)
      ];
    }),
    counted('sockets', some(64))('tls-handshake', 'TLS handshake', (perRun) => secure(connectAlone(perRun))),
    counted('round trips', some(2048))('tls-echo-64', 'TLS request of 64 B, answer', (perRun) =>
      secure(tcpEcho({ size: 64, perRun }))
    ),
    smallWrites('tls-small-writes', 'TLS, 1000 writes of 64 B', (perRun) =>
      secure(tcpWrite({ size: 64, perRun }))
    ),
    ...LARGE.map(([name, title, size, most]) =>
      counted('writes', some(most))(
        `tls-write-${name}`,
        `TLS writes of ${title}, 4 MiB on their way`,
        (perRun) => secure(tcpWrite({ size, perRun, window: WINDOW }))
      )
    )
  ];
}

/** Makes workloads that count the same. */
function counted(unit: string, perRun: number, pace?: 'slow') {
  return (name: string, title: string, openFor: (perRun: number) => Open): Workload => ({
    name,
    title,
    unit,
    perRun,
    ...(pace === undefined ? {} : { pace }),
    open: openFor(perRun)
  });
}
