/** One step of a scenario: an operation on the module under test or on a peer, and its operands. */
export interface Step {
  readonly op: string;
  /** The name of the socket that is meant, and of the one that `new` makes. */
  readonly s?: string;
  readonly as?: string;
  readonly kind?: string;
  /** The method and its arguments. */
  readonly m?: string;
  readonly args?: readonly unknown[];
  /** False: the answer is not waited for. */
  readonly await?: boolean;
  readonly quiet?: boolean;
  /** Properties of the answer that become variables. */
  readonly store?: Readonly<Record<string, string>>;
  readonly mutateAfter?: { readonly buf: string; readonly fill: number };
  /** The event, the name of its listener, and what the listener does. */
  readonly ev?: string;
  readonly evs?: readonly string[];
  readonly h?: string;
  readonly do?: readonly Step[];
  readonly takeAs?: string;
  /** Bytes after which one line with the total stands for all messages. */
  readonly summary?: number;
  /** A promise, a property or a peer, depending on the operation. */
  readonly p?: string;
  readonly i?: number;
  readonly n?: number;
  readonly ms?: number;
  readonly v?: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly buf?: string;
  readonly fill?: number;
  /** Peers. */
  readonly type?: 'udp4' | 'udp6';
  readonly addr?: string;
  readonly port?: unknown;
  readonly data?: unknown;
  readonly echo?: boolean;
  readonly pause?: boolean;
  readonly allowHalfOpen?: boolean;
  readonly onconn?: readonly { readonly m: string; readonly args?: readonly unknown[] }[];
}

/** One thing that happened. */
export type TraceItem = Readonly<Record<string, unknown>>;
export type Trace = readonly TraceItem[];

/** A script that can be replayed on any module with the API of `@ohos.net.socket`. */
export interface Scenario {
  readonly name: string;
  readonly about?: string;
  readonly steps: readonly Step[];
  /** Ports that stand in the trace as numbers; others get letters. */
  readonly fixedPorts?: readonly number[];
  /** Milliseconds that a replay may take. */
  readonly limitMs?: number;
}

/** What the native module did: every time the same (`stable`), or one of several traces. */
export interface Recording {
  readonly stable: boolean;
  /** At least one; the most frequent first. */
  readonly traces: readonly Trace[];
}

/** A scenario with what one release was seen to do. */
export interface RecordedScenario {
  readonly scenario: Scenario;
  readonly recording: Recording;
}
