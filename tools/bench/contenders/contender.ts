/** The only address that the benchmark talks to. */
export const LOOPBACK = '127.0.0.1';

export type Message = string | ArrayBuffer;
export type Bytes = ArrayBuffer | Uint8Array;
export type Transport = 'udp' | 'tcp' | 'tls';

/** What is measured against what. */
export type ContenderName = 'library' | 'raw' | 'node';

/** Where the other end is. */
export interface Address {
  readonly port: number;
  /** Literal or name, of datagrams alone; {@link LOOPBACK} when absent. */
  readonly host?: string;
  /** Who has issued the certificate of a peer that uses TLS: PEM. */
  readonly ca?: string;
}

export interface SocketOptions extends Partial<Address> {
  /** Called in order for each message; more than one where a workload measures the dispatch. */
  readonly listeners: readonly ((bytes: Bytes) => void)[];
  /** Anything that should not happen. */
  readonly onFailure: (error: Error) => void;
  /** Whether to set TCP_NODELAY where it is not set by itself, as the library does. */
  readonly noDelay?: boolean;
}

/** A UDP socket, bound to a free port, or a connected stream. */
export interface End {
  /** Does not wait: neither for the kernel nor for earlier messages. */
  send(message: Message): void;
  /** Resolves when the socket says that it is closed. */
  close(): Promise<void>;
}

/** One way to use sockets. */
export interface Contender {
  readonly name: ContenderName;
  readonly open: Readonly<Record<Transport, (options: SocketOptions) => Promise<End>>>;
}
