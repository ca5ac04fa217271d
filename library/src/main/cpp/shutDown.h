#pragma once

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
