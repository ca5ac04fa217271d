import { Errno } from './errno.ts';

/** The OpenHarmony releases that the host module can play. */
export type Release = '5.1' | '6.1' | '7.0';

/** The releases, oldest first. */
export const RELEASES: readonly Release[] = ['5.1', '6.1', '7.0'];

/** What differs between the releases (docs/native-module.md, section 9), for each of them in the order of {@link RELEASES}. */
const TRAITS = {
  /**
   * Whether `close` waits until the receive thread's poll ends. Where it does not, the call is answered at once and
   * the kernel's socket lives on until that moment.
   */
  closeWaitsForReceiveThread: [false, true, true],
  /** Whether an object that was closed once receives again after another `bind` or `connect`. */
  closedObjectsReceiveAgain: [true, false, false],
  /** Whether a socket that was bound twice still hears its first port. */
  bindTwiceHearsBothPorts: [true, false, false],
  /** Whether a property of globalThis keeps the newest instance of each class alive. */
  newestInstanceIsPinned: [false, true, true],
  /** What `getSocketFd` of a UDP socket gives without a file descriptor. */
  missingDatagramFd: [undefined, -1, -1],
  /** Whether `TCPSocketServer.close` answers (promise, argument check) or returns undefined at once. */
  serverCloseAnswers: [false, true, true],
  /** Whether servers and accepted connections have `getSocketFd`. */
  serversHaveSocketFd: [false, true, true],
  /** Whether multicast sockets have `setReuseAddress`. */
  multicastHasReuseAddress: [false, false, true],
  /**
   * Whether a thread watches pending connects. Where none does, a thread of the pool waits for each: a second
   * `connect` is answered after the first, and the client learns of a connection before the server of its process.
   */
  connectsAreWatched: [false, false, true],
  /** What becomes of a pending `connect` when `close` is called: it is never settled, or rejects at its timeout. */
  connectAfterClose: ['rejectsAfterClose', 'rejectsBeforeClose', 'neverSettles'],
  /** The errno of the `connect` that follows a refused one. */
  connectAfterRefusal: [Errno.ECONNABORTED, Errno.ECONNREFUSED, Errno.ECONNABORTED],
  /** Whether a second `connect` while the first is pending fails with "unknown" (-1) or with EALREADY. */
  connectWhilePending: [Errno.EALREADY, Errno.EALREADY, Errno.UNKNOWN],
  /** Whether a send settles before a message that it caused is delivered. */
  sendsSettleBeforeMessages: [true, false, false],
  /** Whether `connect` of a TLS socket has a `timeout`, which the handshake keeps. */
  tlsHandshakeTimesOut: [false, true, true],
  /** Whether a TLS socket takes an array for `cert`. */
  tlsTakesCertificateChains: [false, true, true],
  /** Whether a TLS server delivers of each message what comes before its first byte 0 (read in the source). */
  tlsServersCutAtZero: [true, true, false],
  /** Whether a TLS socket receives, and can be closed, while one of its sends waits for the peer. */
  tlsReceivesDuringSends: [true, false, false],
  /** Whether `close` of a TLS socket tells the peer so with an alert before the connection ends. */
  tlsSaysGoodbye: [true, false, true],
  /** Whether `close` of a TLS socket that has not begun a handshake gives its descriptor back. */
  tlsClosesWithoutHandshake: [false, true, true]
} as const;

type ReleaseTraits = { readonly [Name in keyof typeof TRAITS]: (typeof TRAITS)[Name][number] };

function playedRelease(): Release {
  const wanted = process.env.OHOS_RELEASE ?? '7.0';
  const release = RELEASES.find((known) => known === wanted);
  if (release === undefined)
    throw new Error(`OHOS_RELEASE=${wanted}: the host module plays ${RELEASES.join(', ')}`);
  return release;
}

/** The release that this process plays: `OHOS_RELEASE`, 7.0 when it is not set. */
export const release: Release = playedRelease();

/** What the played release does. */
export const traits = Object.fromEntries(
  Object.entries(TRAITS).map(([name, values]) => [name, values[RELEASES.indexOf(release)]])
) as ReleaseTraits;
