import type { Stage } from './runStages.ts';

/** Where runs leave their results, from the project's root. */
export const RESULTS_FOLDER = 'dist/test-results';

const RELEASES = ['7.0', '6.1', '5.1'];

/** A stage with results. */
export interface TestRun extends Stage {
  /** As its results name it. */
  run: string;
}

/** All specs, on each release. These may run at the same time: they mostly wait for closes, and get their ports from the system. */
export const RELEASE_RUNS = RELEASES.map((release) =>
  testRun(`OpenHarmony ${release}, with the companion`, `specs on ${release}`, [
    'test:specs',
    '--',
    '--release',
    release
  ])
);

/** All specs over the other transport, each release. Not among the runs that the tables of the API are made of. */
export const COMPANION_RUNS = RELEASES.map((release) =>
  testRun(
    `OpenHarmony ${release}, with the companion, served by the companion`,
    `specs on ${release} by the companion`,
    ['test:specs', '--', '--release', release, '--transport', 'companion']
  )
);

/** All specs. Wants to be alone: it guesses ports, which others may have. */
export const NO_COMPANION_RUN = testRun(
  'OpenHarmony 7.0, without the companion',
  'specs without the companion',
  ['test:specs', '--', '--no-companion']
);

/**
 * @param folder with node:test files, from the project's root
 * @param jobs how many of its files run at a time
 */
export function nodeRun(folder: string, jobs = 1): TestRun {
  return testRun(`Node ${folder}`, folder, ['test:node', '--', folder, '--jobs', String(jobs)]);
}

/** A script of package.json. */
export function npmStage(name: string, args: readonly string[]): Stage {
  return { name, command: ['npm', 'run', '--silent', ...args] };
}

function testRun(run: string, name: string, args: readonly string[]): TestRun {
  const results = `${RESULTS_FOLDER}/${name.replaceAll(/[^\w.]/g, '-')}.xml`;
  return { run, results, ...npmStage(name, [...args, '--again', '--junit', results]) };
}
