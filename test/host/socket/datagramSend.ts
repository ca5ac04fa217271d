import { type Endpoint, unspecified } from './address.ts';
import type { DatagramDescriptor } from './datagramDescriptor.ts';
import { Errno } from './errno.ts';

/** The largest payload of an IPv4 datagram, in bytes. */
const LARGEST_PAYLOAD = 65507;

/** What the kernel makes of a destination: where the datagram goes, or the errno. */
function route(descriptor: DatagramDescriptor, to: Endpoint): Endpoint | number {
  if (descriptor.version === to.version) return to;
  if (descriptor.version === 4) return Errno.EAFNOSUPPORT;
  const local = descriptor.localEndpoint();
  if (local.address !== unspecified(6).address) return Errno.ENETUNREACH;
  return { address: `::ffff:${to.address}`, version: 6, port: to.port };
}

/**
 * Hands one payload to the kernel, at once. What is larger than SO_SNDBUF goes out as several datagrams; nothing goes
 * out for an empty payload (docs/native-module.md, section 3).
 *
 * @param answer gets 0 or an errno, later in this turn
 */
export function sendDatagrams(
  descriptor: DatagramDescriptor,
  bytes: Uint8Array,
  to: Endpoint,
  answer: (errno: number) => void
): void {
  const target = route(descriptor, to);
  if (bytes.length === 0 || typeof target === 'number') {
    answer(bytes.length === 0 || typeof target !== 'number' ? 0 : target);
    return;
  }
  const pieceSize = descriptor.sendBufferSize;
  if (bytes.length <= pieceSize) {
    descriptor.send(bytes, target, answer);
  } else if (pieceSize > LARGEST_PAYLOAD) {
    // The first piece is refused, and the native module gives up there.
    descriptor.send(bytes.subarray(0, pieceSize), target, answer);
  } else {
    sendPieces(descriptor, bytes, target, answer);
  }
}

function sendPieces(
  descriptor: DatagramDescriptor,
  bytes: Uint8Array,
  to: Endpoint,
  answer: (errno: number) => void
): void {
  const pieceSize = descriptor.sendBufferSize;
  let unanswered = Math.ceil(bytes.length / pieceSize);
  let firstErrno = 0;
  const pieceAnswered = (errno: number): void => {
    if (firstErrno === 0) firstErrno = errno;
    unanswered -= 1;
    if (unanswered === 0) answer(firstErrno);
  };
  for (let start = 0; start < bytes.length; start += pieceSize) {
    descriptor.send(bytes.subarray(start, start + pieceSize), to, pieceAnswered);
  }
}
