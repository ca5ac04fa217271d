/** One use of the layer above the native module: everything that an app does for each message. */
interface Operation {
  readonly title: string;
  readonly transport: 'udp' | 'tcp';
  /** How many functions are called for each message that comes; absent: messages are sent. */
  readonly listeners?: number;
  readonly isText?: boolean;
  /** So many are sent before they are settled. */
  readonly batch?: number;
}

export type OperationName = keyof typeof OPERATIONS;

export const OPERATIONS = {
  'udp-send': { title: 'UDP send, 64 B', transport: 'udp', batch: 100 },
  'udp-send-text': { title: 'UDP send, text of 64 B', transport: 'udp', batch: 100, isText: true },
  'udp-receive': { title: 'UDP receive, 1 listener', transport: 'udp', listeners: 1 },
  'udp-receive-10': { title: 'UDP receive, 10 listeners', transport: 'udp', listeners: 10 },
  'udp-receive-100': { title: 'UDP receive, 100 listeners', transport: 'udp', listeners: 100 },
  'tcp-write': { title: 'TCP write, 64 B, each settled', transport: 'tcp', batch: 1 },
  // What was coalesced is sent when the first send has settled, and has to be settled then.
  'tcp-write-1000': { title: 'TCP write, 64 B, 1000 at once', transport: 'tcp', batch: 1000 },
  'tcp-receive': { title: 'TCP receive, 1 listener', transport: 'tcp', listeners: 1 }
} as const satisfies Readonly<Record<string, Operation>>;

export const operationNamed = (name: OperationName): Operation => OPERATIONS[name];
export const OPERATION_NAMES = Object.keys(OPERATIONS) as OperationName[];
