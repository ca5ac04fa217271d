import { StepFailure } from './StepFailure.ts';

/** Runs what a process of the demo is for; a failure is printed, and the process ends with 1. */
export async function runToEnd(task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    console.log(`FAILED: ${error instanceof StepFailure ? error.message : (error as Error).stack}`);
    process.exit(1);
  }
}
