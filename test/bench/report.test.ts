import assert from 'node:assert/strict';
import { it } from 'node:test';
import { formatReport, type Report } from '../../tools/bench/report.ts';
import { spread } from '../../tools/bench/statistics.ts';

const report: Report = {
  startedAt: '2026-01-02T03:04:05.000Z',
  seconds: 12.3,
  isQuick: true,
  conditions: {
    module: 'host module',
    hasCompanion: false,
    node: 'v20',
    system: 'Linux',
    processor: 'Some CPU',
    processors: 2,
    load: 0.25
  },
  benchmarks: [
    {
      name: 'udp-send-64',
      title: 'UDP send',
      unit: 'µs each',
      rows: [
        {
          label: 'UDP send',
          figures: { library: spread([12.345]), 'library / raw': spread([0.5, 0.89, 1.25]) }
        }
      ],
      notes: []
    },
    {
      name: 'udp-receive-64',
      title: 'UDP receive',
      unit: 'µs each',
      rows: [{ label: 'UDP receive', figures: { library: spread([2345]), 'library / raw': spread([1]) } }],
      notes: ['without node, it cannot']
    },
    {
      name: 'curve-queued-writes',
      title: 'Queued writes',
      unit: 'µs each',
      rows: [10, 100].map((label) => ({ label: `${label}`, figures: { library: spread([label / 4]) } })),
      notes: []
    },
    { name: 'hybrid', title: 'Hybrid', unit: '', rows: [], notes: ['SKIPPED: no browser here'] }
  ],
  targets: [
    { benchmark: 'udp-send-64', figure: 'speed', target: 'at least 0.9', measured: 0.89, isMet: false },
    { benchmark: 'idle-udp', figure: 'heap', target: 'at most 4096', measured: 45, isMet: true },
    { benchmark: 'tcp-echo', figure: 'speed', target: 'at least 1', measured: NaN, isMet: undefined }
  ]
};

/** The cells of the lines of a report that are no borders. */
const lines = formatReport(report)
  .split('\n')
  .map((line) =>
    line
      .split('│')
      .map((cell) => cell.trim())
      .filter((cell) => cell !== '')
  )
  .filter(([first = '─']) => !/[─]/.test(first));

it('the report tells conditions, figures, what was left out, and targets', () => {
  assert.deepEqual(lines, [
    ['@ohos.net.socket: host module; without the native companion'],
    ['2 × Some CPU, Linux, Node v20, load 0.3 before the start'],
    ['2026-01-02T03:04:05.000Z, 12 s, quick: figures are rough'],
    ['µs each'],
    ['library', 'library / raw'],
    ['UDP send', '12.3', '0.89 (0.70–1.07)'],
    ['UDP receive', '2345', '1.00 (1.00–1.00)'],
    ['Queued writes: µs each'],
    ['library'],
    ['10', '2.50'],
    ['100', '25.0'],
    ['UDP receive: without node, it cannot'],
    ['Hybrid: SKIPPED: no browser here'],
    ['target', 'figure', 'wanted', 'measured'],
    ['udp-send-64', 'speed', 'at least 0.9', '0.89', 'MISSED'],
    ['idle-udp', 'heap', 'at most 4096', '45.0', 'met'],
    ['tcp-echo', 'speed', 'at least 1', '–', 'not measured']
  ]);
});
