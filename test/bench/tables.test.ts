import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { spread } from '../../tools/bench/measure.ts';
import { formatReport, type Report } from '../../tools/bench/report.ts';
import { skipped } from '../../tools/bench/result.ts';

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
      result: {
        unit: 'µs each',
        rows: [
          {
            label: 'UDP send',
            figures: {
              library: spread([12.345]),
              raw: spread([11]),
              node: spread([10]),
              'library / raw': spread([0.5, 0.89, 1.25]),
              'library, CPU': spread([6.5])
            }
          }
        ],
        notes: []
      }
    },
    {
      name: 'udp-send-name',
      title: 'UDP send to a name',
      result: {
        unit: 'µs each',
        rows: [{ label: 'UDP send to a name', figures: { library: spread([1]), raw: spread([2]) } }],
        notes: ['without node, it cannot']
      }
    },
    {
      name: 'curve-queued-writes',
      title: 'Queued writes',
      result: {
        unit: 'µs for each call',
        rows: [
          { label: '10', figures: { library: spread([0.25]) } },
          { label: '100', figures: { library: spread([2345, 2346, 2347]) } }
        ],
        notes: ['10000 left out: too many']
      }
    },
    { name: 'instructions', title: 'Instructions', result: skipped('no counter here') }
  ],
  targets: [
    { benchmark: 'udp-send-64', figure: 'speed', target: 'at least 0.9', measured: 0.89, isMet: false },
    { benchmark: 'idle-udp', figure: 'heap', target: 'at most 4096', measured: 45, isMet: true },
    { benchmark: 'tcp-echo', figure: 'speed', target: 'at least 1', measured: undefined, isMet: undefined }
  ]
};

/** The cells of the first line that holds the text. */
function lineWith(text: string): string[] {
  const line = formatReport(report)
    .split('\n')
    .find((each) => each.includes(text));
  assert.ok(line !== undefined, `no line with ${text}`);
  return line
    .split('│')
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
}

describe('formatReport', () => {
  it('shows what the same contenders did in one table, ratios with their spread', () => {
    assert.deepEqual(lineWith('library / raw'), ['library', 'raw', 'node', 'library, CPU', 'library / raw']);
    assert.deepEqual(lineWith('│ UDP send  '), [
      'UDP send',
      '12.3',
      '11.0',
      '10.0',
      '6.50',
      '0.89 [0.50–1.25]'
    ]);
    assert.deepEqual(lineWith('│ UDP send to'), ['UDP send to a name', '1.00', '2.00', '–', '–', '–']);
  });

  it('shows curves with the spread of each point', () => {
    assert.deepEqual(lineWith('Queued writes: µs'), ['Queued writes: µs for each call']);
    assert.deepEqual(lineWith('0.25 ['), ['10', '0.25 [0.25–0.25]']);
    assert.deepEqual(lineWith('2346'), ['100', '2346 [2345–2347]']);
  });

  it('says what was left out and why', () => {
    assert.deepEqual(lineWith('it cannot'), ['UDP send to a name: without node, it cannot']);
    assert.deepEqual(lineWith('too many'), ['Queued writes: 10000 left out: too many']);
    assert.deepEqual(lineWith('SKIPPED'), ['Instructions: SKIPPED: no counter here']);
  });

  it('ends with the targets', () => {
    assert.deepEqual(lineWith('at least 0.9'), ['udp-send-64', 'speed', 'at least 0.9', '0.89', 'MISSED']);
    assert.deepEqual(lineWith('at most 4096'), ['idle-udp', 'heap', 'at most 4096', '45.0', 'met']);
    assert.deepEqual(lineWith('tcp-echo'), ['tcp-echo', 'speed', 'at least 1', '–', 'not measured']);
  });

  it('tells under which conditions', () => {
    assert.deepEqual(lineWith('@ohos'), ['@ohos.net.socket: host module; without the native companion']);
    assert.deepEqual(lineWith('Some CPU'), ['2 × Some CPU, Linux, Node v20, load 0.3 before the start']);
    assert.deepEqual(lineWith('2026'), ['2026-01-02T03:04:05.000Z, 12 s, quick: figures are rough']);
  });
});
