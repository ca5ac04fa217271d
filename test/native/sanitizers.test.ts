import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { buildAddon, buildHostCompanion, hostAddon } from '../../tools/native/hostAddon.ts';
import { runNode, runTestsWith } from './support/runNode.ts';

const FOLDER = path.join(path.dirname(hostAddon), 'sanitized');
const COMPANION = path.join(FOLDER, 'companion.node');
const FAULTS = path.join(FOLDER, 'faults.node');

/** Test files that call the companion in their own process. */
const FILES = [
  'arguments.test.ts',
  'bufferSize.test.ts',
  'datagram.test.ts',
  'descriptors.test.ts',
  'multicast.test.ts',
  'portReservation.test.ts',
  'sendQueue.test.ts',
  'ttl.test.ts',
  'stream.test.ts',
  'writableWatch.test.ts'
];

/** Node.js itself is not sanitized, so the runtimes have to be loaded before it; what it never frees is no leak of ours. */
const ENVIRONMENT = {
  LD_PRELOAD: ['libasan.so', 'libubsan.so'].map(runtime).join(':'),
  ASAN_OPTIONS: 'detect_leaks=0'
};

function runtime(name: string): string {
  return realpathSync(execFileSync('g++', [`-print-file-name=${name}`], { encoding: 'utf8' }).trim());
}

before(() => {
  buildHostCompanion({ output: COMPANION, sanitize: true });
  buildAddon({
    output: FAULTS,
    sources: [path.join(import.meta.dirname, 'faults/faults.cpp')],
    sanitize: true
  });
});

for (const [fault, finding] of [
  ['readPastTheEnd', /AddressSanitizer: heap-buffer-overflow/],
  ['overflowInteger', /runtime error: signed integer overflow/]
] as const) {
  test(`the sanitizers find a fault: ${fault}`, async () => {
    const script = `require(${JSON.stringify(FAULTS)}).${fault}()`;
    const { code, output } = await runNode(['-e', script], ENVIRONMENT);
    assert.notEqual(code, 0);
    assert.match(output, finding);
  });
}

for (const file of FILES) {
  test(`${file} with AddressSanitizer and UndefinedBehaviorSanitizer`, async () => {
    assert.equal(await runTestsWith(COMPANION, file, ENVIRONMENT), undefined);
  });
}
