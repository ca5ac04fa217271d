#pragma once

#include <stddef.h>
#include <sys/types.h>

/** The direction that shutDown ends: shutdown(2)'s SHUT_WR and SHUT_RDWR. */
enum class Direction { Sending = 1, Both = 2 };

/**
 * Ends one direction of a TCP connection, or both, without closing the descriptor: the peer gets what was sent before, then the
 * end of the stream. Whoever waits for data on the descriptor wakes when both are ended.
 *
 * @param direction one of Direction
 * @returns 0 or a negative errno, -ENOTCONN without a connection
 */
int shutDown(int fd, int direction);

/**
 * Breaks a TCP connection off without closing the descriptor: the peer gets a reset, and what it has not been sent is lost
 * (connect(2) with AF_UNSPEC).
 *
 * @returns 0 or a negative errno
 */
int resetConnection(int fd);

/** Sends small pieces at once (tcp(7), TCP_NODELAY), or not. @param isOn 0 or 1 @returns 0 or a negative errno */
int setNoDelay(int fd, int isOn);

/** Has the system ask a silent peer whether it is there (socket(7), SO_KEEPALIVE), or not. As setNoDelay. */
int setKeepAlive(int fd, int isOn);

/**
 * Begins to connect a TCP socket, which waits for nothing from then on (O_NONBLOCK).
 *
 * @param address of the socket's family, IPv6 also with a zone
 * @returns 0 for a connection, or a negative errno: -EINPROGRESS when the socket is writable at the end of the attempt
 */
int connectTo(int fd, const char* address, int port);

/**
 * How the attempt has ended: 0 where there is a connection, -EINPROGRESS while there is none yet, otherwise a negative errno
 * (socket(7), SO_ERROR), which later calls tell as -ENOTCONN.
 */
int connectionError(int fd);

/**
 * Gives bytes to a TCP socket, without waiting.
 *
 * @returns how many it has taken, or a negative errno: -EAGAIN when it takes none now
 */
ssize_t sendBytes(int fd, const void* bytes, size_t size);

/**
 * Takes bytes that a TCP socket has received, without waiting.
 *
 * @returns how many, 0 at the end of the stream, or a negative errno: -EAGAIN when there are none now
 */
ssize_t receiveBytes(int fd, void* bytes, size_t size);
