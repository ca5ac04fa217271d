import { udpEcho, udpReceive, udpSend } from './datagrams.ts';
import { bindAndClose, connectAlone, connectAndClose } from './lifecycles.ts';
import { tcpEcho, tcpReceive, tcpWrite } from './streams.ts';
import { secure } from './secure.ts';
import type { Workload } from './workload.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

/** All workloads. @param share of the full length of a run, 1 or below */
export function workloads(share: number): readonly Workload[] {
  /** Runs of datagrams have to be a multiple of 16, the interval of acknowledgements. */
  const some = (count: number): number => Math.max(16, Math.round((count * share) / 16) * 16);
  return [
    udpSend({ name: 'udp-send-64', title: 'UDP send, 64 B', size: 64, perRun: some(8192) }),
    udpSend({ name: 'udp-send-1400', title: 'UDP send, 1400 B', size: 1400, perRun: some(8192) }),
    udpSend({
      name: 'udp-send-text',
      title: 'UDP send, 64 B as a string',
      size: 64,
      perRun: some(8192),
      form: 'text'
    }),
    udpSend({
      name: 'udp-send-name',
      title: 'UDP send, 64 B to a host name',
      size: 64,
      perRun: some(8192),
      host: 'localhost',
      without: {
        node: 'it looks the name up for every datagram, in threads that let datagrams overtake each other'
      }
    }),
    udpReceive({ name: 'udp-receive-64', title: 'UDP receive, 64 B', size: 64, perRun: some(8192) }),
    udpReceive({ name: 'udp-receive-1400', title: 'UDP receive, 1400 B', size: 1400, perRun: some(8192) }),
    ...[10, 100].map((listeners) =>
      udpReceive({
        name: `udp-listeners-${listeners}`,
        title: `UDP receive, 64 B, ${listeners} listeners`,
        size: 64,
        perRun: some(8192),
        listeners
      })
    ),
    udpEcho('udp-echo-64', 'UDP round trip, 64 B', 64, some(4096)),
    tcpWrite({
      name: 'tcp-small-writes',
      title: 'TCP, 1000 writes of 64 B',
      size: 64,
      perRun: 1000,
      noDelay: true
    }),
    tcpWrite({
      name: 'tcp-small-writes-default',
      title: 'TCP, 1000 writes of 64 B, TCP_NODELAY not asked for',
      size: 64,
      perRun: 1000
    }),
    tcpWrite({
      name: 'tcp-small-writes-text',
      title: 'TCP, 1000 writes of 64 B as a string',
      size: 64,
      perRun: 1000,
      form: 'text',
      noDelay: true
    }),
    tcpEcho({ name: 'tcp-echo-64', title: 'TCP request of 64 B, answer', size: 64, perRun: some(4096) }),
    tcpEcho({
      name: 'tcp-two-writes',
      title: 'TCP request of 2 × 32 B, answer to the whole',
      size: 64,
      perRun: 4,
      parts: 2
    }),
    tcpWrite({
      name: 'tcp-write-64k',
      title: 'TCP writes of 64 KiB, 4 MiB on their way',
      size: 64 * KIB,
      perRun: some(512),
      window: 4 * MIB
    }),
    tcpWrite({
      name: 'tcp-write-1m',
      title: 'TCP writes of 1 MiB, 4 MiB on their way',
      size: MIB,
      perRun: some(32),
      window: 4 * MIB
    }),
    tcpWrite({
      name: 'tcp-burst-64k',
      title: 'TCP, 512 writes of 64 KiB at once',
      size: 64 * KIB,
      perRun: 512
    }),
    tcpWrite({ name: 'tcp-burst-1m', title: 'TCP, 32 writes of 1 MiB at once', size: MIB, perRun: 32 }),
    tcpReceive({
      name: 'tcp-receive-64k',
      title: 'TCP receive, writes of 64 KiB',
      size: 64 * KIB,
      perRun: some(512)
    }),
    tcpReceive({
      name: 'tcp-receive-1m',
      title: 'TCP receive, writes of 1 MiB',
      size: MIB,
      perRun: some(32)
    }),
    connectAlone({ name: 'connect', title: 'TCP connect', perRun: some(64) }),
    connectAndClose({ name: 'connect-close', title: 'TCP connect and close', perRun: 1 }),
    connectAndClose({ name: 'connect-close-100', title: 'TCP connect and close, 100 at once', perRun: 100 }),
    bindAndClose({ name: 'bind-close', title: 'UDP bind and close', perRun: 1 }),
    bindAndClose({ name: 'bind-close-100', title: 'UDP bind and close, 100 at once', perRun: 100 }),
    ...[
      connectAlone({ name: 'tls-handshake', title: 'TLS handshake', perRun: some(64) }),
      tcpEcho({ name: 'tls-echo-64', title: 'TLS request of 64 B, answer', size: 64, perRun: some(2048) }),
      tcpWrite({ name: 'tls-small-writes', title: 'TLS, 1000 writes of 64 B', size: 64, perRun: 1000 }),
      tcpWrite({
        name: 'tls-write-64k',
        title: 'TLS writes of 64 KiB, 4 MiB on their way',
        size: 64 * KIB,
        perRun: some(512),
        window: 4 * MIB
      }),
      tcpWrite({
        name: 'tls-write-1m',
        title: 'TLS writes of 1 MiB, 4 MiB on their way',
        size: MIB,
        perRun: some(32),
        window: 4 * MIB
      })
    ].map(secure)
  ];
}
