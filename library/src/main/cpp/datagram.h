#pragma once

#include <stddef.h>
#include <sys/types.h>

#include "socketAddress.h"

/** The most bytes that a datagram can carry: the length field of UDP has 16 bits. */
constexpr int LARGEST_DATAGRAM = 65535;

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

/** What a UDP socket may be told before it is bound; to be added. */
enum class BindOption { ReuseAddress = 1, Ipv6Only = 2 };

/**
 * Binds a UDP socket that `@ohos.net.socket` has opened and failed to bind, so that no thread of it reads from the socket.
 *
 * @param address of the socket's family, IPv6 also with a zone
 * @param port 0 for one that is free
 * @param options the sum of BindOptions
 * @returns the port, or a negative errno
 */
int bindDatagram(int fd, const char* address, int port, int options);

/** The two ends of a connected socket. */
struct Route {
  SocketAddress local;
  SocketAddress remote;
};

/**
 * Connects a UDP socket to a peer (connect(2), udp(7)). Not for one that a thread of `@ohos.net.socket` reads: after a refusal
 * poll(2) reports an error, at which that thread ends for good (read in its source).
 *
 * @param address as for sendDatagram
 * @returns 0 or a negative errno: -ENETUNREACH, -EACCES for a broadcast address that is not allowed
 */
int connectDatagram(int fd, const char* address, int port, Route& route);

/** Dissolves the connection; a port that was not asked for is lost with it. @returns 0 or a negative errno */
int disconnectDatagram(int fd);

/**
 * Takes the next datagram, without waiting.
 *
 * @param buffer LARGEST_DATAGRAM bytes
 * @returns its size, or a negative errno: -EAGAIN when there is none, -ECONNREFUSED when the peer has refused one
 */
ssize_t receiveDatagram(int fd, void* buffer, SocketAddress& source);
