/**
 * What a finding means for the app: DevEco refuses to build it; DevEco builds it, but it or a page of it does not start;
 * or something that a developer should know although the app starts.
 */
export type Severity = 'refused' | 'does not start' | 'warning';

/** One thing that is wrong in a built project. */
export interface Finding {
  severity: Severity;
  /** From the project's folder, with `/` on every system. */
  file: string;
  /** Counts from 1; absent where the whole file is meant, or one that does not exist. */
  line?: number;
  /** What is wrong. */
  problem: string;
  /** DevEco's own words, with its error code where it has one; absent where they are not known. */
  devEco?: string;
  /** What to do about it. */
  mend: string;
}
