#pragma once

#include <sys/types.h>

#include "datagram.h"
#include "socketAddress.h"

/**
 * Opens a UDP socket that holds a port and is not meant to be read, except for what arrives before the port is handed over; or a
 * TCP socket that holds one and never listens.
 *
 * @param type SOCK_DGRAM or SOCK_STREAM
 * @param local port 0 for one that is free, if possible outside of the range from which the kernel itself serves port 0
 * @returns a descriptor or a negative errno
 */
int openReservation(int type, SocketAddress& local);

/**
 * Reads the next unicast datagram and discards others on the way: those reach every socket on the port by themselves.
 *
 * @param buffer LARGEST_DATAGRAM bytes
 * @returns the datagram's size, or a negative errno: -EAGAIN when there is none
 */
ssize_t receiveUnicast(int fd, void* buffer, SocketAddress& source);
