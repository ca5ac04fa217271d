/** The only address that the benchmark talks to. */
export const LOOPBACK = '127.0.0.1';

/** What is measured against what. */
export type ContenderName = 'library' | 'raw' | 'node';

/** What an end tells the workload. */
export interface EndEvents {
  /** Called in order for each message; more than one where a workload measures the dispatch. */
  readonly listeners: readonly ((bytes: ArrayBuffer | Uint8Array) => void)[];
  /** Anything that should not happen. */
  readonly onFailure: (error: Error) => void;
}

/** A bound UDP socket. */
export interface DatagramEnd {
  send(message: string | ArrayBuffer, host: string, port: number): void;
  /** Resolves when the socket says that it is closed. */
  close(): Promise<void>;
}

/** A connected TCP socket. */
export interface StreamEnd {
  /** Does not wait: neither for the kernel nor for earlier writes. */
  write(message: string | ArrayBuffer): void;
  /** Resolves when the socket says that it is closed. */
  close(): Promise<void>;
}

/** One way to use sockets. */
export interface Contender {
  readonly name: ContenderName;
  /** Binds to a free port of all interfaces, and learns which one that is. */
  bindDatagram(events: EndEvents): Promise<DatagramEnd>;
  /**
   * Connects to a port of 127.0.0.1.
   *
   * @param noDelay whether to set TCP_NODELAY where it is not set by itself, as the library does
   */
  connectStream(port: number, events: EndEvents, noDelay?: boolean): Promise<StreamEnd>;
  /** The same with TLS. @param ca who has issued the certificate of the peer: PEM */
  connectSecurely(port: number, events: EndEvents, ca: string): Promise<StreamEnd>;
}

/** One function that calls each listener: what an app writes over an interface that has one listener for an event. */
export function callEach(
  listeners: readonly ((bytes: ArrayBuffer | Uint8Array) => void)[]
): (bytes: ArrayBuffer | Uint8Array) => void {
  const [first] = listeners;
  if (listeners.length === 1 && first !== undefined) return first;
  return (bytes) => {
    for (const listener of listeners) listener(bytes);
  };
}
