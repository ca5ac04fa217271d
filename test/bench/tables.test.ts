import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Report } from '../../tools/bench/report/report.ts';
import { formatReport } from '../../tools/bench/report/tables.ts';
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
      result: {
        kind: 'times',
        unit: 'datagrams',
        perRun: 1000,
        times: [
          { contender: 'library', samples: [], wallEach: spread([12.345]), cpuEach: spread([6.5]) },
          { contender: 'raw', samples: [], wallEach: spread([11]), cpuEach: spread([6]) }
        ],
        comparisons: [{ against: 'raw', wall: spread([0.5, 0.89, 1.25]), cpu: spread([0.92]) }],
        without: { node: 'it cannot' }
      }
    },
    {
      name: 'idle-udp',
      title: 'Idle sockets',
      result: {
        kind: 'idle',
        sockets: 1000,
        bytes: [{ contender: 'library', heap: spread([2345]), external: spread([0]) }]
      }
    },
    {
      name: 'curve-queued-writes',
      title: 'Queued writes',
      result: {
        kind: 'curve',
        over: 'writes',
        unit: 'µs for each call',
        points: [{ at: 10, costs: [{ contender: 'library', each: spread([0.25]) }] }],
        omitted: [{ at: 10000, reason: 'too many' }]
      }
    },
    {
      name: 'instructions',
      title: 'Instructions',
      result: { kind: 'skipped', reason: 'no counter here' }
    }
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
  it('shows times, and ratios with their spread', () => {
    assert.deepEqual(lineWith('UDP send'), [
      'UDP send',
      '12.3 (6.50)',
      '11.0 (6.00)',
      '–',
      '0.89 [0.50–1.25]',
      '0.92 [0.92–0.92]',
      '–'
    ]);
    assert.deepEqual(lineWith('it cannot'), ['UDP send: without node, it cannot']);
  });

  it('shows memory and curves', () => {
    assert.deepEqual(lineWith('2345'), ['library', '2345 [2345–2345]', '0.00 [0.00–0.00]']);
    assert.deepEqual(lineWith('0.25 ['), ['10', '0.25 [0.25–0.25]']);
    assert.deepEqual(lineWith('too many'), ['10000 left out: too many']);
  });

  it('says what was skipped and why', () => {
    assert.deepEqual(lineWith('SKIPPED'), ['SKIPPED Instructions: no counter here']);
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
