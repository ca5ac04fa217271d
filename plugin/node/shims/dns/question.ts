import type { DnsRecord } from './records.ts';
import type { Server } from './servers.ts';

/** What servers are asked. */
export interface Question {
  name: string;
  type: string;
  /** At least one. */
  servers: readonly Server[];
  /** Milliseconds for the first answer of each; doubled in each round. */
  timeout: number;
  /** How often all are asked. */
  tries: number;
}

/** A question that is being asked. */
export interface Asking {
  /** Ends it with `ECANCELLED`. */
  cancel: (() => void) | undefined;
}

/** What came of it: records, or Node's code for what went wrong. */
export interface Outcome {
  failure?: string;
  answers: readonly DnsRecord[];
}
