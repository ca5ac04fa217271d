// For tests: results with which each cell about Node's modules and each client is proved.
import path from 'node:path';
import type { TestOutcome, TestReport } from '../test/testReport.ts';
import { nodeRun } from '../test/testRuns.ts';
import { clientsSource } from './clientsSource.ts';
import type { NodeModule } from './nodeModule.ts';
import { NODE_MODULES } from './supportTables.ts';

export const NODE_REPORTS: readonly TestReport[] = [
  ...NODE_MODULES.map((module) => ({
    run: nodeRun(module.folder).run,
    tests: outcomes(module),
    problems: []
  })),
  ...clientsSource.runs.map(({ run }) => ({
    run,
    tests: clientsSource.apis.map((name) => ({ name: `${name}: works` })),
    problems: []
  }))
];

function outcomes({ folder, filesWithout, rows }: NodeModule): TestOutcome[] {
  const [fileWithout = ''] = filesWithout;
  return rows.flatMap(({ withCompanion, without }) => [
    ...(withCompanion?.tests ?? []).map((name) => ({ name, file: path.join(folder, 'some.test.ts') })),
    ...(without?.tests ?? []).map((name) => ({ name, file: path.join(folder, fileWithout) }))
  ]);
}
