import type { Release } from '../host/socket/release.ts';

/** A scenario that the host module does not replay as recorded, and why it cannot. */
export interface Deviation {
  readonly scenario: string;
  readonly releases: readonly Release[];
  readonly reason: string;
}

/** All of them. They are shown in the summary and never counted as passed. */
export const DEVIATIONS: readonly Deviation[] = [
  {
    scenario: 'srv-order-sends',
    releases: ['5.1'],
    reason:
      'the pool of threads sent in a random order, of which only two are recorded; ' +
      'the host module is repeatable and keeps the order in this run'
  }
];

export function findDeviation(scenario: string, release: Release): Deviation | undefined {
  return DEVIATIONS.find((known) => known.scenario === scenario && known.releases.includes(release));
}
