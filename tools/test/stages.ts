import { OWN_NETWORK, reasonAgainstNamespace } from './ownNetwork.ts';
import type { Stage } from './stage.ts';
import { npmStage } from './stage.ts';
import { TEST_FOLDERS } from './testFolders.ts';
import { NO_COMPANION_RUN, nodeRun, RELEASE_RUNS, RESULTS_FOLDER } from './testRuns.ts';

/** Stages that run one after the other. */
type Lane = readonly Stage[];

/** Each beside the others: these mostly wait. */
const WAITING_FOLDERS: readonly string[] = ['test/conformance', 'test/entry', 'test/faults', 'test/property'];
/** These build apps with the package, each in folders of its own. */
const APP_FOLDERS: readonly string[] = ['test/template', 'test/demo', 'test/node/clients', 'test/hybrid'];
/** These build the package itself as well. */
const BUILDING_FOLDERS: readonly string[] = ['test/plugin', 'test/package', 'test/docs', 'example/test'];
/** These hold their figures against limits that a busy machine does not keep. */
const MEASURING_FOLDERS: readonly string[] = ['test/companion', 'test/soak'];
const OTHER_FOLDERS = TEST_FOLDERS.filter(
  (folder) =>
    ![...WAITING_FOLDERS, ...APP_FOLDERS, ...BUILDING_FOLDERS, ...MEASURING_FOLDERS].includes(folder)
);

const [waiting, alone] = withOwnNetwork(NO_COMPANION_RUN.stage);

/** What `npm test` runs: one step after the other, in each the lanes side by side. */
export const STEPS: readonly (readonly Lane[])[] = [
  [[{ ...npmStage('build', ['build']), counts: false }]],
  [[{ ...npmStage('native companion', ['build:native']), counts: false }]],
  [
    ...[...RELEASE_RUNS.map(({ stage }) => stage), ...waiting, ...stagesOf(WAITING_FOLDERS)].map((stage) => [
      stage
    ]),
    [npmStage('lint', ['lint']), ...stagesOf(BUILDING_FOLDERS)],
    stagesOf(APP_FOLDERS),
    stagesOf(OTHER_FOLDERS)
  ],
  [[...alone, ...stagesOf(MEASURING_FOLDERS)]],
  [[npmStage('support tables', ['support-table', '--', '--check', '--results', RESULTS_FOLDER])]]
];

/**
 * A stage that guesses ports, which others may have: beside others only in a network of its own.
 *
 * @returns it, once in the first list if it can have one, else in the second
 */
function withOwnNetwork(stage: Stage): [Lane, Lane] {
  if (reasonAgainstNamespace() !== undefined) return [[], [stage]];
  const [command = '', ...args] = [...OWN_NETWORK, stage.command, ...stage.args];
  return [[{ ...stage, command, args }], []];
}

function stagesOf(folders: readonly string[]): Stage[] {
  return folders.map((folder) => nodeRun(folder).stage);
}
