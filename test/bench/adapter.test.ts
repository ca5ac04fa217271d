import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { withAdapterBundle } from '../../tools/bench/adapter/bundle.ts';
import { findInstructionCounter } from '../../tools/bench/adapter/instructionCounter.ts';
import { OPERATIONS } from '../../tools/bench/adapter/operations.ts';

function run(bundle: string, ...args: readonly string[]): string {
  return execFileSync(process.execPath, [bundle, ...args], { encoding: 'utf8' });
}

describe('the adapter bundle', () => {
  it('does every operation with the library and with raw calls', async () => {
    let file = '';
    await withAdapterBundle('main.ts', async (bundle) => {
      file = bundle;
      for (const { name } of OPERATIONS) {
        for (const contender of ['library', 'raw']) {
          assert.ok(Number(run(bundle, name, contender, '1000')) > 0, `${name}, ${contender}`);
        }
      }
      await Promise.resolve();
    });
    assert.equal(existsSync(file), false, 'it is deleted');
  });

  it('tells what sends cost that wait for a bind', async () => {
    const output = await withAdapterBundle('queuedDatagrams.ts', (bundle) =>
      Promise.resolve(run(bundle, '2', '1', '10'))
    );
    const costs = JSON.parse(output) as number[][];
    assert.deepEqual(
      costs.map(({ length }) => length),
      [2, 2]
    );
    assert.ok(costs.flat().every((cost) => cost > 0));
  });

  const counter = findInstructionCounter();
  it(
    'can be counted in instructions, more for more',
    { skip: typeof counter === 'string' ? counter : false },
    async () => {
      assert.ok(typeof counter !== 'string');
      const [few = NaN, many = NaN] = await withAdapterBundle('main.ts', (bundle) =>
        Promise.all(['1000', '21000'].map((times) => counter.count(bundle, ['udp-send', 'raw', times])))
      );
      const each = (many - few) / 20_000;
      assert.ok(each > 10 && each < 10_000, `${each} instructions`);
    }
  );
});
