/** The only address that the benchmark talks to. */
export const LOOPBACK = '127.0.0.1';

export type Transport = 'udp' | 'tcp' | 'tls';
export type Message = string | ArrayBuffer;
export type Bytes = ArrayBuffer | Uint8Array;
export type Listener = (bytes: Bytes) => void;

/** Where the other end is. */
export interface Address {
  readonly port: number;
  /** Who has issued the certificate of a peer that uses TLS: PEM. */
  readonly ca?: string;
}

export interface SocketOptions extends Address {
  /** Literal or name that datagrams go to; {@link LOOPBACK} when absent. */
  readonly host?: string;
  /** Whether to set TCP_NODELAY where it is not set by itself, as the library does. */
  readonly noDelay?: boolean;
  /** Called in order for each message. */
  readonly listeners: readonly Listener[];
  /** Anything that should not happen. */
  readonly onFailure: (error: Error) => void;
}

/** A UDP socket, bound to a free port, or a connected stream. */
export interface End {
  /** Does not wait: neither for the kernel nor for earlier messages. */
  send(message: Message): void;
  /** Resolves when the socket says that it is closed. */
  close(): Promise<void>;
}

export type Opener = (options: SocketOptions) => Promise<End>;

/** One way to use sockets. */
export interface Contender extends Readonly<Record<Transport, Opener>> {
  readonly name: string;
}
