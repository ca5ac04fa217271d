/** The only address that the benchmark talks to. */
export const LOOPBACK = '127.0.0.1';

/** Length of an acknowledgement (how many messages have come) and of a checksum (CRC-32 of a run), in bytes. */
export const NUMBER_BYTES = 4;

/** What a service on streams shows with TLS: PEM. */
export interface ServerIdentity {
  readonly cert: string;
  readonly key: string;
}

/** A service, on streams with TLS if it has an identity. */
export type ServiceRequest = Service & { readonly identity?: ServerIdentity };

/** What the peer process does on a port of its own. */
type Service =
  /** Takes runs of datagrams and tells their sender how many have come, every so often; at the end the checksum. */
  | { readonly service: 'udpSink'; readonly perRun: number; readonly acknowledgeEvery: number }
  /** Sends a run of datagrams to whoever sends it the number 0, never more than `window` beyond what was acknowledged. */
  | {
      readonly service: 'udpSource';
      readonly perRun: number;
      readonly size: number;
      readonly ringCount: number;
      readonly window: number;
    }
  /** Sends each datagram back. */
  | { readonly service: 'udpEcho' }
  /**
   * Takes runs of so many bytes on each connection and tells how many have come, each time that another so many have; at
   * the end the checksum.
   */
  | { readonly service: 'tcpSink'; readonly bytesPerRun: number; readonly acknowledgeEvery: number }
  /** Writes a run of messages for each byte that it gets. */
  | {
      readonly service: 'tcpSource';
      readonly perRun: number;
      readonly size: number;
      readonly ringCount: number;
    }
  /** Sends requests of so many bytes back, each when it is whole. */
  | { readonly service: 'tcpEcho'; readonly size: number }
  /** Accepts connections, reads what comes, and closes when the other end does. */
  | { readonly service: 'tcpAccept' };

/** What the bench process asks the peer process for; the answer is a {@link PeerAnswer} with the same id. */
export interface PeerRequest {
  readonly id: number;
  readonly request: ServiceRequest;
}

/** The port of the service that was started. */
export interface PeerAnswer {
  readonly id: number;
  readonly port: number;
}

/** The number at the start of a message. */
export function readNumber(bytes: ArrayBuffer | Uint8Array, offset = 0): number {
  const view =
    bytes instanceof ArrayBuffer
      ? new DataView(bytes)
      : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(offset);
}

/** A message that holds numbers. */
export function writeNumbers(...numbers: readonly number[]): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(NUMBER_BYTES * numbers.length));
  numbers.forEach((number, index) => view.setUint32(NUMBER_BYTES * index, number));
  return view.buffer;
}
