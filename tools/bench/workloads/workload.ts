import type { Contender, ContenderName } from '../contenders/contender.ts';
import type { Peer } from '../peer/peer.ts';

/** What workloads ask of the peer process. */
export type Services = Pick<Peer, 'start'>;

/** Sockets of one contender, ready to do the work again and again. */
export interface Session {
  /** Does the work once; this is what the clock measures. */
  run(): Promise<void>;
  /** @throws (or rejects) when the last run did not receive exactly what was sent */
  verify(): void | Promise<void>;
  close(): Promise<void>;
}

/** Something that sockets do, in a way that all contenders can do it. */
export interface Workload {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  /** What {@link perRun} counts, in the plural. */
  readonly unit: string;
  /** How much one run does. */
  readonly perRun: number;
  /** Whether a run mostly waits, up to a second. */
  readonly isSlow?: boolean;
  /** Who cannot do it, and why. */
  readonly without?: Partial<Record<ContenderName, string>>;
  /** @param onFailure ends the measurement; the contender is told of every failure */
  open(contender: Contender, peer: Services, onFailure: (error: Error) => void): Promise<Session>;
}
