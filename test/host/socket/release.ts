import { Errno } from './errno.ts';

/** The OpenHarmony releases that the host module can play. */
export type Release = '5.1' | '6.1' | '7.0';

/** The releases, oldest first. */
export const RELEASES: readonly Release[] = ['5.1', '6.1', '7.0'];

/** What differs between the releases (docs/native-module.md, section 9). */
export interface ReleaseTraits {
  /**
   * Whether `close` waits until the receive thread's poll ends. Where it does not, the call is answered at once and
   * the kernel's socket lives on until that moment.
   */
  readonly closeWaitsForReceiveThread: boolean;
  /** Whether an object that was closed once receives again after another `bind` or `connect`. */
  readonly closedObjectsReceiveAgain: boolean;
  /** Whether a socket that was bound twice still hears its first port. */
  readonly bindTwiceHearsBothPorts: boolean;
  /** Whether a property of globalThis keeps the newest instance of each class alive. */
  readonly newestInstanceIsPinned: boolean;
  /** What `getSocketFd` of a UDP socket gives without a file descriptor. */
  readonly missingDatagramFd: -1 | undefined;
  /** Whether `TCPSocketServer.close` answers (promise, argument check) or returns undefined at once. */
  readonly serverCloseAnswers: boolean;
  /** Whether servers and accepted connections have `getSocketFd`. */
  readonly serversHaveSocketFd: boolean;
  /** Whether multicast sockets have `setReuseAddress`. */
  readonly multicastHasReuseAddress: boolean;
  /**
   * Whether a thread watches pending connects. Where none does, a thread of the pool waits for each: a second
   * `connect` is answered after the first, and the client learns of a connection before the server of its process.
   */
  readonly connectsAreWatched: boolean;
  /** What becomes of a pending `connect` when `close` is called: it is never settled, or rejects at its timeout. */
  readonly connectAfterClose: 'neverSettles' | 'rejectsBeforeClose' | 'rejectsAfterClose';
  /** The errno of the `connect` that follows a refused one. */
  readonly connectAfterRefusal: number;
  /** Whether a second `connect` while the first is pending fails with "unknown" (-1) or with EALREADY. */
  readonly connectWhilePending: number;
  /** Whether a send settles before a message that it caused is delivered. */
  readonly sendsSettleBeforeMessages: boolean;
  /** Whether `connect` of a TLS socket has a `timeout`, which the handshake keeps. */
  readonly tlsHandshakeTimesOut: boolean;
  /** Whether a TLS socket takes an array for `cert`. */
  readonly tlsTakesCertificateChains: boolean;
  /** Whether a TLS server delivers of each message what comes before its first byte 0 (read in the source). */
  readonly tlsServersCutAtZero: boolean;
  /** Whether a TLS socket receives, and can be closed, while one of its sends waits for the peer. */
  readonly tlsReceivesDuringSends: boolean;
  /** Whether `close` of a TLS socket tells the peer so with an alert before the connection ends. */
  readonly tlsSaysGoodbye: boolean;
  /** Whether `close` of a TLS socket that has not begun a handshake gives its descriptor back. */
  readonly tlsClosesWithoutHandshake: boolean;
}

const TRAITS: Readonly<Record<Release, ReleaseTraits>> = {
  '5.1': {
    closeWaitsForReceiveThread: false,
    closedObjectsReceiveAgain: true,
    bindTwiceHearsBothPorts: true,
    newestInstanceIsPinned: false,
    missingDatagramFd: undefined,
    serverCloseAnswers: false,
    serversHaveSocketFd: false,
    multicastHasReuseAddress: false,
    connectsAreWatched: false,
    connectAfterClose: 'rejectsAfterClose',
    connectAfterRefusal: Errno.ECONNABORTED,
    connectWhilePending: Errno.EALREADY,
    sendsSettleBeforeMessages: true,
    tlsHandshakeTimesOut: false,
    tlsTakesCertificateChains: false,
    tlsServersCutAtZero: true,
    tlsReceivesDuringSends: true,
    tlsSaysGoodbye: true,
    tlsClosesWithoutHandshake: false
  },
  '6.1': {
    closeWaitsForReceiveThread: true,
    closedObjectsReceiveAgain: false,
    bindTwiceHearsBothPorts: false,
    newestInstanceIsPinned: true,
    missingDatagramFd: -1,
    serverCloseAnswers: true,
    serversHaveSocketFd: true,
    multicastHasReuseAddress: false,
    connectsAreWatched: false,
    connectAfterClose: 'rejectsBeforeClose',
    connectAfterRefusal: Errno.ECONNREFUSED,
    connectWhilePending: Errno.EALREADY,
    sendsSettleBeforeMessages: false,
    tlsHandshakeTimesOut: true,
    tlsTakesCertificateChains: true,
    tlsServersCutAtZero: true,
    tlsReceivesDuringSends: false,
    tlsSaysGoodbye: false,
    tlsClosesWithoutHandshake: true
  },
  '7.0': {
    closeWaitsForReceiveThread: true,
    closedObjectsReceiveAgain: false,
    bindTwiceHearsBothPorts: false,
    newestInstanceIsPinned: true,
    missingDatagramFd: -1,
    serverCloseAnswers: true,
    serversHaveSocketFd: true,
    multicastHasReuseAddress: true,
    connectsAreWatched: true,
    connectAfterClose: 'neverSettles',
    connectAfterRefusal: Errno.ECONNABORTED,
    connectWhilePending: Errno.UNKNOWN,
    sendsSettleBeforeMessages: false,
    tlsHandshakeTimesOut: true,
    tlsTakesCertificateChains: true,
    tlsServersCutAtZero: false,
    tlsReceivesDuringSends: false,
    tlsSaysGoodbye: true,
    tlsClosesWithoutHandshake: true
  }
};

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
export const traits: ReleaseTraits = TRAITS[release];
