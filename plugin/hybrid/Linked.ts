import type { Draft } from './draft.ts';

/** Whether the app has the object: not yet, will have after a call that waits, has it. */
export type CreationState = 'none' | 'waiting' | 'done';

/** The page's end of something in the app: a socket, or a part of the system. */
export interface Linked {
  /** Of the protocol; 0 until the call that creates it is sent. */
  id: number;
  creationState: CreationState;
  /** Whether a port may carry its calls, which no call over the bridge can then need to follow. */
  readonly mayUsePort: boolean;
  /** The call that creates it. */
  readonly creation: Draft;
  /** An event of the app. */
  receive: (name: string, event: object) => void;
  /** A call has not reached the app. */
  refuse: (call: Draft, text: string) => void;
}
