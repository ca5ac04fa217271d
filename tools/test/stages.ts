import { OWN_NETWORK, reasonAgainstNamespace } from './ownNetwork.ts';
import type { Lane, Step } from './runSteps.ts';
import type { Stage } from './stage.ts';
import { npmStage } from './stage.ts';
import { TEST_FOLDERS } from './testFolders.ts';
import { COMPANION_RUNS, NO_COMPANION_RUN, nodeRun, RELEASE_RUNS, RESULTS_FOLDER } from './testRuns.ts';

/** Each beside the others, and so are their files: these mostly wait. */
const WAITING_FOLDERS: readonly string[] = [
  'test/conformance',
  'test/entry',
  'test/library',
  'test/node/differential'
];
/** Mostly wait, too, and guess ports, as a library without the companion has to. */
const GUESSING_FOLDERS: readonly string[] = ['test/property', 'test/faults'];
const FILES_AT_A_TIME = 4;
/** These build apps with the package, each in folders of its own. */
const APP_FOLDERS: readonly string[] = ['test/demo', 'test/node/clients', 'test/hybrid'];
/** So does this, for as long as those together. */
const TEMPLATE_FOLDER = 'test/template';
/** So do these. */
const PLUGIN_FOLDERS: readonly string[] = ['test/plugin', 'test/docs', 'example/test'];
/** Builds copies of the project; with the lint before it, it takes as long. */
const PACKAGE_FOLDER = 'test/package';
/** These hold their figures against limits that a busy machine does not keep. */
const MEASURING_FOLDERS: readonly string[] = ['test/companion', 'test/soak'];
const OTHER_FOLDERS = TEST_FOLDERS.filter(
  (folder) =>
    ![
      ...WAITING_FOLDERS,
      ...GUESSING_FOLDERS,
      ...APP_FOLDERS,
      TEMPLATE_FOLDER,
      ...PLUGIN_FOLDERS,
      PACKAGE_FOLDER,
      ...MEASURING_FOLDERS
    ].includes(folder)
);

const [waiting, alone] = withOwnNetworks([
  NO_COMPANION_RUN.stage,
  ...stagesOf(GUESSING_FOLDERS, FILES_AT_A_TIME)
]);

/** What `npm test` runs: one step after the other, in each the lanes side by side. */
export const STEPS: readonly Step[] = [
  [[{ ...npmStage('build', ['build']), counts: false }]],
  [[{ ...npmStage('native companion', ['build:native']), counts: false }]],
  [
    ...[
      ...[...RELEASE_RUNS, ...COMPANION_RUNS].map(({ stage }) => stage),
      ...waiting,
      ...stagesOf(WAITING_FOLDERS, FILES_AT_A_TIME)
    ].map((stage) => [stage]),
    [npmStage('lint', ['lint']), ...stagesOf([PACKAGE_FOLDER])],
    stagesOf(PLUGIN_FOLDERS),
    stagesOf([TEMPLATE_FOLDER]),
    stagesOf(APP_FOLDERS),
    stagesOf(OTHER_FOLDERS)
  ],
  [[...alone, ...stagesOf(MEASURING_FOLDERS)]],
  [[npmStage('support tables', ['support-table', '--', '--check', '--results', RESULTS_FOLDER])]]
];

/** What a change to the library needs: the specs on the release whose closes are the fastest, unit tests, and its types. */
export const QUICK_STEPS: readonly Step[] = [
  [
    RELEASE_RUNS.slice(-1).map(({ stage }) => stage),
    stagesOf(['test/library'], FILES_AT_A_TIME),
    [npmStage('ArkTS', ['lint', '--', 'arkts', 'plain-typescript'])]
  ]
];

/**
 * Stages that guess ports, which others may have: beside others only in networks of their own.
 *
 * @returns them, in the first list if they can have such, else in the second
 */
function withOwnNetworks(stages: readonly Stage[]): [Lane, Lane] {
  if (reasonAgainstNamespace() !== undefined) return [[], stages];
  const inNetwork = stages.map((stage) => {
    const [command = '', ...args] = [...OWN_NETWORK, stage.command, ...stage.args];
    return { ...stage, command, args };
  });
  return [inNetwork, []];
}

function stagesOf(folders: readonly string[], jobs?: number): Stage[] {
  return folders.map((folder) => nodeRun(folder, jobs).stage);
}
