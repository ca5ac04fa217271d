#pragma once

/**
 * The kernel's buffers of a UDP or TCP socket (socket(7), SO_SNDBUF and SO_RCVBUF), in the kernel's own count: it doubles
 * what was asked for, since its bookkeeping comes out of the same memory.
 *
 * @returns bytes, or a negative errno
 */
int getSendBufferSize(int fd);
int getReceiveBufferSize(int fd);

/**
 * Asks for a buffer of that size. The system's maximum (net.core.wmem_max, rmem_max) caps it without an error, and a TCP
 * socket's buffer no longer grows by itself.
 *
 * @param bytes 1 to INT_MAX / 2
 * @returns what was granted, as the functions above count it, or a negative errno
 */
int setSendBufferSize(int fd, int bytes);
int setReceiveBufferSize(int fd, int bytes);
