import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { memory, times } from '../../tools/bench/meters.ts';
import { type Entrant, measureInTurn, spread } from '../../tools/bench/rounds.ts';

const alive = new Promise<never>(() => {});
const plan = { meter: times, count: 1, rounds: 4 };

function entrants(work: Readonly<Record<string, () => void>>, log: string[] = []): Entrant[] {
  return Object.entries(work).map(([name, run]) => ({
    name,
    open: () =>
      Promise.resolve({
        async run() {
          log.push(name);
          await Promise.resolve(run());
        }
      }),
    close: async () => void (await Promise.resolve(log.push(`${name} closed`)))
  }));
}

/** A clock that goes only when it is told to, by the milliseconds of a run. */
function fakeClock(context: TestContext): (milliseconds: number) => void {
  let now = 0;
  context.mock.method(performance, 'now', () => now);
  context.mock.method(process, 'cpuUsage', (before = { user: 0, system: 0 }) => ({
    user: now * 500 - before.user,
    system: now * 250 - before.system
  }));
  return (milliseconds) => void (now += milliseconds);
}

describe('measureInTurn', () => {
  it('gives microseconds for each, and how many times faster the first is in the same round', async (context) => {
    const pass = fakeClock(context);
    const [fast, slow] = [[0, 0, 1, 2, 3, 4].values(), [0, 0, 6, 8, 6, 20].values()];
    const work = { library: () => pass(fast.next().value ?? 0), raw: () => pass(slow.next().value ?? 0) };
    const figures = await measureInTurn([entrants(work)], { ...plan, count: 1000 }, alive);
    assert.deepEqual(figures.library?.figures, [1, 2, 3, 4]);
    assert.deepEqual(figures.raw?.figures, [6, 8, 6, 20]);
    assert.deepEqual(figures['library, CPU']?.figures, [0.75, 1.5, 2.25, 3]);
    assert.deepEqual(figures['library / raw'], {
      figures: [6, 4, 2, 5],
      median: 4.5,
      lowerQuartile: 3.5,
      upperQuartile: 5.25
    });
    assert.deepEqual(figures['library / raw, CPU']?.figures, [6, 4, 2, 5]);
  });

  it('gives the bytes that each has left, and what the first has left above another', async (context) => {
    let heapUsed = 0;
    const use = (bytes: number) => (): void => void (heapUsed += bytes);
    context.mock.method(process, 'memoryUsage', () => ({ heapUsed, external: 2 * heapUsed }));
    const work = { library: use(9000), raw: use(5000) };
    const figures = await measureInTurn([entrants(work)], { ...plan, meter: memory, count: 10 }, alive);
    assert.equal(figures.library?.median, 900);
    assert.equal(figures['library, external']?.median, 1800);
    assert.equal(figures['library - raw']?.median, 400);
  });

  it('lets them take turns, with warm-ups, and one group after the other', async () => {
    const log: string[] = [];
    const work = { library: () => {}, raw: () => {}, node: () => {} };
    const [library, raw, node] = entrants(work, log) as [Entrant, Entrant, Entrant];
    const figures = await measureInTurn([[library, raw], [node], [library]], { ...plan, rounds: 2 }, alive);
    const both = ['library', 'raw'];
    const alone = (name: string): string[] => [name, name, name, `${name} closed`];
    const closed = ['library closed', 'raw closed'];
    assert.deepEqual(log, [...both, ...both, ...both, ...closed, ...alone('node'), ...alone('library')]);
    assert.equal(figures.node?.figures.length, 2);
    assert.equal(figures.library?.figures.length, 4);
  });

  it('ends with the one that fails, and closes all', async () => {
    const log: string[] = [];
    const [library, raw] = entrants({ library: () => {}, raw: () => {} }, log) as [Entrant, Entrant];
    const failing: Entrant = {
      ...raw,
      open: async (onFailure) => ({
        ...(await raw.open(onFailure)),
        run: () => {
          onFailure(new Error('no way'));
          return alive;
        }
      })
    };
    await assert.rejects(measureInTurn([[library, failing]], plan, alive), /^Error: raw: no way$/);
    assert.deepEqual(log, ['library', 'library closed', 'raw closed']);
  });
});

describe('statistics', () => {
  it('tell how figures lie, in whatever order they come, and leave them as they are', () => {
    const figures = [9, 1, 5, 3, 7];
    const spreadOut = { figures: [9, 1, 5, 3, 7], median: 5, lowerQuartile: 3, upperQuartile: 7 };
    assert.deepEqual(spread(figures), spreadOut);
    assert.deepEqual(figures, [9, 1, 5, 3, 7]);
  });

  it('refuse none', () => {
    assert.throws(() => spread([]));
  });
});
