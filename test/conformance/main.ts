import { Command, Option } from 'commander';
import path from 'node:path';
import { release as playedRelease, type Release, RELEASES } from '../host/socket/release.ts';
import { readOwnScenarios, readScenarioFolder } from './recordings.ts';
import { Replayer } from './replayer.ts';
import { Sandbox } from './sandbox.ts';
import type { RecordedScenario } from './scenario.ts';
import { Tally } from './tally.ts';
import { judge } from './verdict.ts';

interface Selection {
  readonly release?: Release;
  readonly only?: string;
  readonly jobs: string;
}

interface Job {
  readonly release: Release;
  readonly recorded: RecordedScenario;
}

function findJobs(folder: string | undefined, { release, only = '' }: Selection): Job[] {
  const named = folder === undefined ? undefined : RELEASES.find((known) => known === path.basename(folder));
  const jobs =
    folder === undefined
      ? RELEASES.flatMap((each) => readOwnScenarios(each).map((recorded) => ({ release: each, recorded })))
      : readScenarioFolder(folder).map((recorded) => ({
          release: release ?? named ?? playedRelease,
          recorded
        }));
  return jobs.filter(
    (job) => job.recorded.scenario.name.includes(only) && job.release === (release ?? job.release)
  );
}

async function run(folder: string | undefined, selection: Selection): Promise<void> {
  const jobs = findJobs(folder, selection);
  if (jobs.length === 0) throw new Error('no scenario is selected');
  const sandbox = new Sandbox();
  const replayer = new Replayer(sandbox);
  const tally = new Tally(jobs.length, (line) => console.log(line));
  const queue = [...jobs];
  const work = async (): Promise<void> => {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      const verdict = await judge(job.recorded, job.release, replayer, sandbox);
      tally.add(`${job.release} ${job.recorded.scenario.name}`, verdict);
    }
  };
  try {
    await Promise.all(Array.from({ length: Number(selection.jobs) }, work));
  } finally {
    replayer.dispose();
  }
  tally.summarize();
  process.exitCode = tally.failed === 0 ? 0 : 1;
}

await new Command('conformance')
  .description("Replays what OpenHarmony's socket module was seen to do on the host module, and compares.")
  .argument('[folder]', "scenario files (*.json) to replay instead of the project's own")
  .addOption(new Option('--release <release>', 'play one release only').choices([...RELEASES]))
  .option('--only <text>', 'only scenarios whose name contains the text')
  .option('--jobs <number>', 'scenarios that run at the same time', '2')
  .action(async (folder: string | undefined, selection: Selection) => {
    try {
      await run(folder, selection);
    } catch (error) {
      console.error(`conformance: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 2;
    }
  })
  .parseAsync();
