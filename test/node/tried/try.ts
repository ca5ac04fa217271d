import type { Peer } from '../clients/peer.ts';

/** A client that is built into an app and run against a peer. */
export interface Try {
  name: string;
  /** What is done with it, in English and in Chinese. */
  what: readonly [english: string, chinese: string];
  /** Starts what it talks to; without it both ends are in the page. */
  peer?: () => Promise<Peer>;
  /** The page's code, which ends by printing `expected`. */
  page: (port: number) => string;
  expected: string;
  nodePackages?: string[];
}

/** What came of it. */
export interface Tried {
  name: string;
  version: string;
  runs: boolean;
}

/** What a page does with an error: prints it, which is not what is expected. */
export const FAILED = '(error) => console.log(error?.stack ?? error)';
