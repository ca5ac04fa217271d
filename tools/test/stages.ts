import { OWN_NETWORK, reasonAgainstNamespace } from './ownNetwork.ts';
import type { Lane, Stage, Step } from './runStages.ts';
import { FOLDERS } from './testFolders.ts';
import { COMPANION_RUNS, NO_COMPANION_RUN, nodeRun, npmStage, RELEASE_RUNS } from './testRuns.ts';

const FILES_AT_A_TIME = 4;

const [waiting, alone] = withOwnNetworks([NO_COMPANION_RUN, ...stagesOf(FOLDERS.guessing, FILES_AT_A_TIME)]);

const COMPANION = npmStage('native companion', ['build:native']);

/** What `npm test` runs: one step after the other, in each the lanes side by side. */
export const STEPS: readonly Step[] = [
  [[npmStage('build', ['build'])], [COMPANION]],
  [
    ...[...RELEASE_RUNS, ...COMPANION_RUNS, ...waiting, ...stagesOf(FOLDERS.waiting, FILES_AT_A_TIME)].map(
      (stage) => [stage]
    ),
    [npmStage('lint', ['lint']), ...stagesOf(FOLDERS.packaging)],
    [...stagesOf(FOLDERS.plugin, 2), ...stagesOf(FOLDERS.afterPlugin)],
    ...[FOLDERS.template, FOLDERS.apps, FOLDERS.others].map((folders) => stagesOf(folders))
  ],
  [alone],
  [FOLDERS.measuring, FOLDERS.recorded].map((folders) => stagesOf(folders)),
  [[npmStage('support tables', ['tool', '--', 'tools/support-table/main.ts', '--check'])]]
];

/** What a change to the library needs: the specs on the release whose closes are the fastest, unit tests, its types, and its texts. */
export const QUICK_STEPS: readonly Step[] = [
  [[COMPANION]],
  [
    RELEASE_RUNS.slice(-1),
    stagesOf(['test/library'], FILES_AT_A_TIME),
    [
      npmStage('ArkTS', ['lint', '--', 'arkts', 'plain-typescript']),
      ...stagesOf(['test/docs/troubleshooting.test.ts'])
    ]
  ]
];

/**
 * Stages that guess ports, which others may have: beside others only in networks of their own.
 *
 * @returns them, in the first list if they can have such, else in the second
 */
function withOwnNetworks(stages: readonly Stage[]): [Lane, Lane] {
  if (reasonAgainstNamespace() !== undefined) return [[], stages];
  return [stages.map((stage) => ({ ...stage, command: [...OWN_NETWORK, ...stage.command] })), []];
}

function stagesOf(folders: readonly string[], jobs?: number): Stage[] {
  return folders.map((folder) => nodeRun(folder, jobs));
}
