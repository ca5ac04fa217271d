import assert from 'node:assert/strict';
import { it } from 'node:test';
import { formatReport, type Report } from '../../tools/bench/report.ts';
import { spread } from '../../tools/bench/rounds.ts';

const report: Report = {
  conditions: ['host module', 'Some CPU'],
  isQuick: true,
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
      ]
    },
    {
      name: 'udp-receive-64',
      title: 'UDP receive',
      unit: 'µs each',
      rows: [{ label: 'UDP receive', figures: { library: spread([2345]), 'library / raw': spread([1]) } }]
    },
    {
      name: 'curve-queued-writes',
      title: 'Queued writes',
      unit: 'µs each',
      rows: [10, 100].map((label) => ({ label: `${label}`, figures: { library: spread([label / 4]) } }))
    },
    { name: 'hybrid', title: 'Hybrid', unit: '', rows: [], skipped: 'no browser here' }
  ],
  targets: [
    { benchmark: 'udp-send-64', figure: 'speed', wanted: 'at least 0.9', measured: 0.89, isMet: false },
    { benchmark: 'idle-udp', figure: 'heap', wanted: 'at most 4096', measured: 45, isMet: true },
    { benchmark: 'tcp-echo', figure: 'speed', wanted: 'at least 1', measured: NaN, isMet: undefined }
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
    ['host module'],
    ['Some CPU'],
    ['quick: figures are rough'],
    ['µs each'],
    ['library', 'library / raw'],
    ['UDP send', '12.3', '0.89 (0.70–1.07)'],
    ['UDP receive', '2345', '1.00 (1.00–1.00)'],
    ['Queued writes: µs each'],
    ['library'],
    ['10', '2.50'],
    ['100', '25.0'],
    ['Hybrid: SKIPPED, no browser here'],
    ['target', 'figure', 'wanted', 'measured'],
    ['udp-send-64', 'speed', 'at least 0.9', '0.89', 'MISSED'],
    ['idle-udp', 'heap', 'at most 4096', '45.0', 'met'],
    ['tcp-echo', 'speed', 'at least 1', '–', 'not measured']
  ]);
});
