// For tests: results with which each cell about Node's modules and each client is proved.
import path from 'node:path';
import type { TestOutcome, TestReport } from '../test/testReport.ts';
import { nodeRun } from '../test/testRuns.ts';
import { clientsSource } from './clientsSource.ts';
import { claimOf, type NodeModule } from './nodeModuleSource.ts';
import { NODE_MODULES } from './supportTables.ts';

export const NODE_REPORTS: readonly TestReport[] = [
  ...NODE_MODULES.map((module) => ({
    run: nodeRun(module.folder).run,
    tests: outcomes(module)
  })),
  ...clientsSource.runs.map(({ run }) => ({
    run,
    tests: clientsSource.apis.map((name) => ({ name: `${name}: works` }))
  }))
];

function outcomes({ folder, filesWithout: [fileWithout = ''], rows }: NodeModule): TestOutcome[] {
  const passed = (names: readonly string[] = [], file: string): TestOutcome[] =>
    names.map((name) => ({ name, file: path.join(folder, file) }));
  return rows.flatMap((row) => [
    ...passed(claimOf(row, 'with')?.tests, 'some.test.ts'),
    ...passed(claimOf(row, 'without')?.tests, fileWithout)
  ]);
}
