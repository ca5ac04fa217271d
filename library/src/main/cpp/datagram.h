#pragma once

#include <stddef.h>
#include <sys/types.h>

#include "socketAddress.h"

/**
 * Sends one datagram of a UDP socket within this call, also an empty one, one that exceeds the send buffer and one to an
 * address with a zone: what the native module drops, splits and cannot address.
 *
 * @param address IPv4, or IPv6 with or without a zone
 * @returns 0 or a negative errno; -EAGAIN when the send buffer is full
 */
int sendDatagram(int fd, const void* bytes, size_t size, const char* address, int port);

/** Whether broadcast addresses are allowed as destinations (socket(7), SO_BROADCAST). @param isOn 0 or 1 */
int setBroadcast(int fd, int isOn);

/** How a UDP socket reaches a peer. */
struct Route {
  SocketAddress local;
  SocketAddress remote;
};

/**
 * The addresses that a connected socket would have (connect(2)), without connecting it: after a refusal poll(2) reports
 * an error for a connected socket, at which the receive thread of `@ohos.net.socket` ends for good.
 *
 * @param address as for sendDatagram
 * @returns 0 or a negative errno, whatever connect(2) may give: -ENETUNREACH, -EACCES for a broadcast address, ...
 */
int findRoute(int fd, const char* address, int port, Route& route);
