import type { Stage, StageResult } from './stage.ts';
import { runStage } from './stage.ts';

/** Stages that run one after the other. */
export type Lane = readonly Stage[];

/** Lanes that run side by side. */
export type Step = readonly Lane[];

/** Runs one step after the other, and prints each stage's tally at the end, and again what they found. @returns all of it */
export async function runSteps(steps: readonly Step[]): Promise<StageResult> {
  const total = { passed: 0, failed: 0, findings: [] as string[] };
  const summary: string[] = [];
  const runLane = async (lane: Lane): Promise<void> => {
    for (const stage of lane) {
      const { line, passed, failed, findings } = await run(stage);
      summary.push(line);
      total.passed += passed;
      total.failed += failed;
      total.findings.push(...findings.map((finding) => `[${stage.name}] ${finding}`));
    }
  };
  for (const lanes of steps) await Promise.all(lanes.map(runLane));
  console.log(`\n${[...summary, ...total.findings].join('\n')}`);
  return total;
}

async function run(stage: Stage): Promise<StageResult & { line: string }> {
  console.log(`\n== ${stage.name}`);
  const start = Date.now();
  const { passed, failed, findings } = await runStage(stage, `[${stage.name}] `);
  const seconds = Math.round((Date.now() - start) / 1000);
  const verdict = failed === 0 ? 'ok    ' : 'FAILED';
  return {
    passed,
    failed,
    findings,
    line: `${verdict} ${stage.name}: ${passed} of ${passed + failed}, ${seconds} s`
  };
}
