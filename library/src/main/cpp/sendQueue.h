#pragma once

/** @returns the bytes that a TCP socket was given and its peer has not acknowledged (tcp(7), SIOCOUTQ), or a negative errno */
int pendingBytes(int fd);

/**
 * How many bytes a TCP socket has been given since it exists, sent or not; what the connection itself counts comes on top and
 * stays the same. A difference of two answers tells whether a send in between was taken whole. Too few when an
 * acknowledgement comes at this very moment, never too many.
 *
 * @returns the number modulo 2^31, or a negative errno; -ENOTSUP where the kernel does not count (older than Linux 4.1)
 */
int takenBytes(int fd);

/**
 * How many bytes a TCP socket takes in one send without waiting, as long as nothing else is sent on it in between.
 *
 * The answer is cautious: it is 0 when the socket is not writable (poll(2), POLLOUT), so that a caller that polls before
 * it sends does not wait either, and at least 1 when it is. The kernel bounds the memory that a queue takes and not its
 * bytes, and asks for room once for each segment; what is promised fits however small the segments turn out.
 *
 * One thing nobody can foresee: under memory pressure of the whole system (tcp(7), tcp_mem) the kernel may make any send wait.
 *
 * Takes away a limit on unsent data (TCP_NOTSENT_LOWAT) that the system may have set for all sockets, because it cannot be
 * read and would make a send wait sooner.
 *
 * @returns bytes, or a negative errno; -ENOTCONN before the connection and after its end, when a send would fail at once
 */
int writableBytes(int fd);
