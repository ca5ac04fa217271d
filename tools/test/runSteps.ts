import type { Stage, Tally } from './stage.ts';
import { runStage } from './stage.ts';

/** Stages that run one after the other. */
export type Lane = readonly Stage[];

/** Lanes that run side by side. */
export type Step = readonly Lane[];

/** Runs one step after the other, and prints each stage's tally at the end. @returns all of it */
export async function runSteps(steps: readonly Step[]): Promise<Tally> {
  const total = { passed: 0, failed: 0 };
  const summary: string[] = [];
  const runLane = async (lane: Lane): Promise<void> => {
    for (const stage of lane) {
      const { line, passed, failed } = await run(stage);
      summary.push(line);
      total.passed += passed;
      total.failed += failed;
    }
  };
  for (const lanes of steps) await Promise.all(lanes.map(runLane));
  console.log(`\n${summary.join('\n')}`);
  return total;
}

async function run(stage: Stage): Promise<Tally & { line: string }> {
  console.log(`\n== ${stage.name}`);
  const start = Date.now();
  const { passed, failed } = await runStage(stage, `[${stage.name}] `);
  const seconds = Math.round((Date.now() - start) / 1000);
  const verdict = failed === 0 ? 'ok    ' : 'FAILED';
  return { passed, failed, line: `${verdict} ${stage.name}: ${passed} of ${passed + failed}, ${seconds} s` };
}
