import os from 'node:os';
import { companion } from '../../../library/src/main/ets/system/Companion.ets';
import { nativeModuleName } from '../contenders/nativeModule.ts';

/** What the figures depend on. */
export interface Conditions {
  readonly module: string;
  /** Whether the library found its native companion. */
  readonly hasCompanion: boolean;
  readonly node: string;
  readonly system: string;
  readonly processor: string;
  readonly processors: number;
  /** Processes that wanted to run during the last minute, on average, when the bench began. */
  readonly load: number;
}

export function conditionsNow(): Conditions {
  const processors = os.cpus();
  return {
    module: nativeModuleName,
    hasCompanion: companion() !== undefined,
    node: process.version,
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    processor: processors[0]?.model ?? 'unknown',
    processors: processors.length,
    load: os.loadavg()[0] ?? NaN
  };
}
