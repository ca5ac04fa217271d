/** How a scenario of the app talks with the test while it runs. */
export interface Conversation {
  tell: (told: unknown) => void;
  /** Waits until the test has said this. */
  hear: (wanted: string) => Promise<void>;
}

/** What the app does with a client. Parameters and results go through JSON. */
export type Scenario = (parameters: object, conversation: Conversation) => Promise<unknown>;

export type ToApp =
  { kind: 'start'; scenario: string; parameters: object } | { kind: 'tell'; text: string } | { kind: 'end' };

export type FromApp =
  | { kind: 'ready' }
  | { kind: 'told'; told: unknown }
  | { kind: 'result'; result: unknown }
  | { kind: 'failure'; text: string };
