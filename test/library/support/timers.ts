import { mock } from 'node:test';
import { settle } from './eventLog.ts';

let areStopped = false;

/** Stops all timers that are set from now on, until {@link restartTimers}. Network and `setImmediate` go on. */
export function stopTimers(): void {
  mock.timers.enable({ apis: ['setTimeout'] });
  areStopped = true;
}

/** Lets time pass in small steps, and whatever each step sets off happen. */
export async function pass(milliseconds: number): Promise<void> {
  const step = 250;
  for (let passed = 0; passed < milliseconds; passed += step) {
    mock.timers.tick(Math.min(step, milliseconds - passed));
    await settle();
  }
}

/** Back to real time. What is left of stopped timers runs first: a native close may be among it. */
export async function restartTimers(): Promise<void> {
  if (!areStopped) return;
  areStopped = false;
  await pass(120_000);
  mock.timers.reset();
}
