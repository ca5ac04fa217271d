import type { Contender } from '../contenders/contender.ts';
import type { Peer } from '../peer/peer.ts';

/** Sockets of one contender, ready to do the work again and again. */
export interface Session {
  /** Does the work once; this is what the clock measures. */
  run(): Promise<void>;
  /**
   * @param what the workload and the contender, for the error
   * @throws (or rejects) when the last run did not receive exactly what was sent
   */
  verify?(what: string): void | Promise<void>;
  close(): Promise<void>;
}

/** @param onFailure ends the measurement; the contender is told of every failure */
export type Open<Who = Contender> = (
  contender: Who,
  peer: Pick<Peer, 'start'>,
  onFailure: (error: Error) => void
) => Promise<Session>;

/** Something that sockets do, in a way that all contenders can do it. */
export interface Workload<Who extends { readonly name: string } = Contender> {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  /** How much one run does. */
  readonly perRun: number;
  readonly open: Open<Who>;
  /** `slow`: a run mostly waits, up to a second; `short`: it is over in microseconds and done more often. */
  readonly pace?: 'slow' | 'short';
  /** Whether the contenders cannot be open at the same time, as each has very many sockets. */
  readonly isApart?: boolean;
  /** Who cannot do it, and why. */
  readonly without?: Readonly<Record<string, string>>;
}
