import { listFiles } from '../files.ts';
import type { TestOutcome, TestReport } from '../test/testReport.ts';
import { hasPassed, isProblem, readReport } from '../test/testReport.ts';

/** The results of test runs, each as `--junit` of test:specs or test:node has written it. */
export class Results {
  private readonly reports: readonly TestReport[];
  private readonly isExcused: (test: TestOutcome) => boolean;

  /** @param isExcused whether a test that has not passed does not matter */
  constructor(reports: readonly TestReport[], isExcused: (test: TestOutcome) => boolean = () => false) {
    this.reports = reports;
    this.isExcused = isExcused;
  }

  /** @param folder may be missing */
  static read(folder: string, isExcused?: (test: TestOutcome) => boolean): Results {
    const files = listFiles(folder, (file) => file.endsWith('.xml'));
    return new Results(
      files.map(readReport).filter((report) => report !== undefined),
      isExcused
    );
  }

  has(run: string): boolean {
    return this.reports.some((each) => each.run === run);
  }

  /** Why nothing can be said from these runs; empty if each is there and nothing went wrong outside of its tests. */
  gaps(runs: readonly string[]): string[] {
    return runs.flatMap((run) => {
      const report = this.reports.find((each) => each.run === run);
      if (report === undefined) return [`there is no result of the run "${run}"`];
      return report.tests.filter(isProblem).map(({ failure = '' }) => `${run}: ${failure}`);
    });
  }

  /** Why the tests that count for an API do not prove it; empty if each of the runs has some and all of them passed. */
  doubts(counts: (test: TestOutcome) => boolean, runs: readonly string[]): string[] {
    const testsOf = (run: string): TestOutcome[] => this.testsOf(run).filter(counts);
    const missing = runs.filter((run) => testsOf(run).length === 0).map((run) => `no test of it: ${run}`);
    const unpassed = runs.flatMap((run) =>
      testsOf(run)
        .filter((test) => !hasPassed(test) && !this.isExcused(test))
        .map(({ name }) => `${name}: ${run}`)
    );
    return [...missing, ...unpassed];
  }

  testsOf(run: string): readonly TestOutcome[] {
    return this.reports.find((each) => each.run === run)?.tests ?? [];
  }
}
