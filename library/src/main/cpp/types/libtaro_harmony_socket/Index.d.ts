// What `@ohos.net.socket` cannot do with its sockets. `fd` is what their getSocketFd() gives.
//
// Nothing here throws. A result below 0 is Linux's error number, negated (errno(3)). For every function:
// -22 (EINVAL) an argument is missing, too many, of another type, out of range, or an ArrayBuffer that was transferred;
// -9 (EBADF) the descriptor or the reservation is closed; -88 (ENOTSOCK) the descriptor is no socket;
// -91 (EPROTOTYPE) it is a socket of another transport; -97 (EAFNOSUPPORT) it is neither IPv4 nor IPv6.

/**
 * Sets with how many hops to live the datagrams of a UDP socket start, unicast and multicast alike; on an IPv6 socket the hop
 * limits, and what counts for IPv4-mapped destinations.
 *
 * @param ttl 1 to 255
 * @returns 0 or an error
 */
export const setTtl: (fd: number, ttl: number) => number;

/** Sets that of unicast datagrams alone. @param ttl 1 to 255 @returns 0 or an error */
export const setUnicastTtl: (fd: number, ttl: number) => number;

/** Sets that of multicast datagrams alone. @param ttl 0, for this device only, to 255 @returns 0 or an error */
export const setMulticastTtl: (fd: number, ttl: number) => number;

/** Allows a UDP socket broadcast addresses as destinations. @param isOn 0 or 1 @returns 0 or an error */
export const setBroadcast: (fd: number, isOn: number) => number;

/** Whether multicast datagrams of a UDP socket also reach members on this device. @param isOn 0 or 1 @returns 0 or an error */
export const setMulticastLoopback: (fd: number, isOn: number) => number;

/**
 * Names the interface by which a UDP socket's multicast datagrams leave.
 *
 * @param interface for IPv4 an address of the interface, for IPv6 any address with its zone (`::%wlan0`); `0.0.0.0` and `::`
 *     return the choice to the system
 * @returns 0 or an error
 */
export const setMulticastInterface: (fd: number, interface: string) => number;

/**
 * Makes a UDP socket a member of a multicast group. `MulticastSocket.addMembership` does it for the default interface only.
 *
 * @param group an IPv4 or IPv6 address
 * @param interface as for `setMulticastInterface`; the system chooses when absent
 * @param source the only sender that is wanted; all when absent
 * @returns 0 or an error, -98 (EADDRINUSE) for a member, -19 (ENODEV) without such an interface
 */
export const joinGroup: (fd: number, group: string, interface?: string, source?: string) => number;

/** Ends a membership; the parameters are those of `joinGroup`. @returns 0 or an error, -99 (EADDRNOTAVAIL) for no member */
export const leaveGroup: (fd: number, group: string, interface?: string, source?: string) => number;

/**
 * Sends one datagram of a UDP socket within the call: also an empty one, which `@ohos.net.socket` drops, one that exceeds the
 * send buffer, which it splits, and one to an address with a zone.
 *
 * @param address of the socket's own version
 * @param port 1 to 65535
 * @returns 0 or an error
 */
export const sendDatagram: (fd: number, message: ArrayBuffer, address: string, port: number) => number;

/**
 * Binds a UDP socket that `@ohos.net.socket` has opened and failed to bind: it reads nothing of it then, and receiveDatagram gets
 * everything.
 *
 * @param address of the socket's own version, IPv6 also with a zone
 * @param port 1 to 65535, or 0 for any that is free
 * @param options 1 to share the port with others that say so (SO_REUSEADDR), 2 for IPv6 alone (IPV6_V6ONLY), 3 for both, or 0
 * @returns the port; or an error, -98 (EADDRINUSE), -99 (EADDRNOTAVAIL), -13 (EACCES)
 */
export const bindDatagram: (fd: number, address: string, port: number, options: number) => number;

/** The addresses of a connected UDP socket. */
export interface Route {
  localAddress: string;
  remoteAddress: string;
}

/**
 * Connects a UDP socket to a peer, whose datagrams and refusals alone it gets from then on. Not for one that
 * `@ohos.net.socket` reads: a refusal would end its receive thread.
 *
 * @param address as for `sendDatagram`
 * @returns the addresses or an error, -101 (ENETUNREACH), -13 (EACCES) for a broadcast address that is not allowed
 */
export const connectDatagram: (fd: number, address: string, port: number) => Route | number;

/** Dissolves the connection; a port that bindDatagram was not given is lost with it. @returns 0 or an error */
export const disconnectDatagram: (fd: number) => number;

/** A datagram that has arrived. */
export interface ReceivedDatagram {
  message: ArrayBuffer;
  /** The sender's, with the zone of a link-local one; an IPv4 sender is IPv4-mapped on an IPv6 socket. */
  address: string;
  port: number;
}

/**
 * Takes a datagram that a UDP socket has received, which then nobody else gets. awaitReadable tells when there is one.
 *
 * @returns the datagram, or an error: -11 (EAGAIN) when there is none now, -111 (ECONNREFUSED) when the peer has refused one
 */
export const receiveDatagram: (fd: number) => ReceivedDatagram | number;

/** @returns the TTL or hop limit of a UDP socket's unicast datagrams, or an error */
export const getTtl: (fd: number) => number;

/** @returns the TTL or hop limit of a UDP socket's multicast datagrams, or an error */
export const getMulticastTtl: (fd: number) => number;

/** @returns the size of a UDP or TCP socket's send buffer in bytes, as the kernel counts: twice what was asked for; or an error */
export const getSendBufferSize: (fd: number) => number;

/**
 * Asks for a send buffer. The system's maximum caps it without an error; a TCP socket's buffer no longer grows by itself.
 *
 * @param bytes 1 to 1073741823
 * @returns what was granted, as getSendBufferSize counts, or an error
 */
export const setSendBufferSize: (fd: number, bytes: number) => number;

/** @returns the size of a UDP or TCP socket's receive buffer, counted like getSendBufferSize; or an error */
export const getReceiveBufferSize: (fd: number) => number;

/** Asks for a receive buffer, as setSendBufferSize does for a send buffer. */
export const setReceiveBufferSize: (fd: number, bytes: number) => number;

/** @returns the bytes that a TCP socket was given and its peer has not acknowledged, or an error */
export const pendingBytes: (fd: number) => number;

/**
 * @returns a number, modulo 2^31, that grows by each byte that a TCP socket is given: whether a send in between two calls was
 *     taken whole. Too low when an acknowledgement comes at this very moment: ask again. Or an error, -95 (ENOTSUP) where the
 *     kernel does not count
 */
export const takenBytes: (fd: number) => number;

/**
 * @returns how many bytes a TCP socket takes in one send without waiting, if nothing else is sent on it in between; 0 when
 *     there is no room; or an error, -107 (ENOTCONN) before the connection and after its end, when a send fails at once
 */
export const writableBytes: (fd: number) => number;

/**
 * Ends a direction of a TCP connection without closing the socket: the peer gets what was sent before, then the end of the
 * stream. After both are ended the socket's receive thread wakes.
 *
 * @param direction 1 for sending, 2 for both
 * @returns 0 or an error, -107 (ENOTCONN) without a connection
 */
export const shutDown: (fd: number, direction: number) => number;

/**
 * Breaks a TCP connection off without closing the socket: the peer gets a reset, and what it has not been sent is lost.
 *
 * @returns 0 or an error
 */
export const resetConnection: (fd: number) => number;

/** Has a TCP socket send small pieces at once (TCP_NODELAY), or not. @param isOn 0 or 1 @returns 0 or an error */
export const setNoDelay: (fd: number, isOn: number) => number;

/** Has the system ask a silent TCP peer whether it is there (SO_KEEPALIVE), or not. @param isOn 0 or 1 @returns 0 or an error */
export const setKeepAlive: (fd: number, isOn: number) => number;

/**
 * Begins to connect a TCP socket, which waits for nothing from then on. For one that `@ohos.net.socket` has bound: it reads
 * nothing of it then, and receiveBytes gets everything.
 *
 * @param address a literal of the socket's family
 * @param port 0 to 65535
 * @returns 0 when it is connected; or an error, -115 (EINPROGRESS) when awaitWritable tells the end and connectionError how
 */
export const connectTo: (fd: number, address: string, port: number) => number;

/**
 * How an attempt to connect has ended, asked of the kernel.
 *
 * @returns 0 where there is a connection, -115 (EINPROGRESS) while there is none yet: wait again; otherwise the error with which
 *     it has failed: -111 (ECONNREFUSED), -110 (ETIMEDOUT), -113 (EHOSTUNREACH), and -107 (ENOTCONN) from the second call on
 */
export const connectionError: (fd: number) => number;

/** @returns how many of the bytes a TCP socket has taken, without waiting; or an error, -11 (EAGAIN) when it takes none now */
export const sendBytes: (fd: number, bytes: ArrayBuffer) => number;

/**
 * Takes bytes that a TCP socket has received, at most 65536 of them, which then nobody else gets.
 *
 * @returns the bytes, none at the end of the stream; or an error, -11 (EAGAIN) when there are none now, -104 (ECONNRESET)
 */
export const receiveBytes: (fd: number) => ArrayBuffer | number;

/** Names the function that is told of sockets that have received something, as watchWritable does of those with room. */
export const watchReadable: (listener: (fd: number, generation: number) => void) => number;

/** Has the listener called once: when the UDP or TCP socket has something, the end of its stream, or an error. As awaitWritable. */
export const awaitReadable: (fd: number, generation?: number) => number;

/**
 * Names the function that is told of sockets that can be sent on; once for each thread. It must not throw.
 *
 * @returns 0 or an error, -114 (EALREADY) when one was named before
 */
export const watchWritable: (listener: (fd: number, generation: number) => void) => number;

/**
 * Has the listener called once: when the TCP socket may take data again or its connection has ended. It is not called for a
 * socket that is closed before. `writableBytes` may still be 0 then, because it keeps a reserve: ask again some milliseconds
 * later.
 *
 * @param generation what the listener is told beside the descriptor, 0 to 2^31 - 1, default 0: a late call for a socket that was
 *     closed can be told from one for another socket, which got the same number
 * @returns 0 or an error; -22 (EINVAL) also without a listener
 */
export const awaitWritable: (fd: number, generation?: number) => number;

/**
 * Takes a UDP port for certain, before a socket of `@ohos.net.socket` binds to it. The hand-over:
 *
 * 1. `reservePort`, `reservedPort`;
 * 2. `setExtraOptions({ reuseAddress: true })` on the unbound socket, which rejects with 2301009 but is remembered;
 * 3. `offerPort`, immediately followed by the socket's `bind` to the same address and port;
 * 4. `confirmPort`;
 * 5. `takeDatagram` until there is none: what came before the bind, in order, before any that the socket itself got;
 * 6. `releasePort`, in any case.
 *
 * @param family 4, or 6, which takes the port from IPv4 too
 * @param address of this device, in text; all addresses when absent
 * @param port 1 to 65535; any free one when absent or 0
 * @returns an id above 0; or an error, -98 (EADDRINUSE), -99 (EADDRNOTAVAIL), -13 (EACCES), -24 (EMFILE) with 1024
 *     reservations or no descriptors left
 */
export const reservePort: (family: number, address?: string, port?: number) => number;

/**
 * The same for a TCP port, before a TCPSocketServer listens there: `offerPort`, its `listen` to the same address and port, and
 * `releasePort` once that is answered. Nobody else can listen there meanwhile who does not ask for this very number.
 */
export const reserveStreamPort: (family: number, address?: string, port?: number) => number;

/** @returns the port, or an error */
export const reservedPort: (id: number) => number;

/** Lets a socket with `reuseAddress` bind to the port. @returns 0 or an error */
export const offerPort: (id: number) => number;

/**
 * Checks that the UDP socket has the reserved port and address, and takes `reuseAddress` from it: nobody else gets the port.
 *
 * @returns 0 or an error, -98 (EADDRINUSE) when it is bound to another port or address
 */
export const confirmPort: (id: number, fd: number) => number;

/** @returns the next datagram that came before the hand-over, broadcast and multicast left out; or an error, -11 (EAGAIN) for none */
export const takeDatagram: (id: number) => ReceivedDatagram | number;

/** Ends the reservation; the port stays with the socket that has it by now. @returns 0 or an error */
export const releasePort: (id: number) => number;
