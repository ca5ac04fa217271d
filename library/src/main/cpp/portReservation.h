#pragma once

#include <sys/types.h>

/*
 * Ports that are taken before `@ohos.net.socket` binds to them.
 *
 * That module binds a socket of its own, later and on another thread, and when the port is taken meanwhile it silently takes
 * another one. Closing a reservation just before the bind leaves a gap: with half of the ephemeral range occupied and three
 * processes binding to port 0, 2 of 5,000 binds lost their port (measured, Linux 6.18). So both hold the port for a moment:
 *
 *   1. reservePort: a socket without SO_REUSEADDR, with which nobody can share the port (udp(7), socket(7));
 *   2. offerPort, immediately before the bind: SO_REUSEADDR from now on, after the exclusive bind;
 *   3. the module binds with its option reuseAddress (a request that it refuses before the bind, but remembers);
 *   4. confirmPort: takes SO_REUSEADDR from the module's socket, which closes the port to everyone else;
 *   5. takeDatagram until there is none, then releasePort.
 *
 * Between 2 and 4 another process can share the port only if it sets SO_REUSEADDR itself and asks for this very number. The
 * kernel gives such a number to a bind to port 0 too (measured: 2 of 5,000), so the reservation takes a port above the
 * kernel's usual range, ip_local_port_range, from which those binds are served.
 *
 * While both sockets are bound a unicast datagram goes to the one that was bound last, the module's (measured, IPv4 and
 * IPv6). What came before is in the reservation's queue and is handed over by takeDatagram. A broadcast goes to both, so the
 * reservation's copy is discarded; one that comes before the module's bind is lost.
 */

/** Reservations that can be held at the same time. */
constexpr int MOST_RESERVATIONS = 1024;

struct Reservation {
  bool isHeld;
  int fd;
  /** The socket behind `fd`; whoever closes descriptors that are not his may have put another file there. */
  ino_t socket;
  /** How often the entry was used: tells an id that was released from the one that has taken its entry. */
  int generation;
};

/** The reservations of one thread of JavaScript; all zero at first. */
struct PortReservations {
  Reservation entries[MOST_RESERVATIONS];
};

/**
 * Takes a port for itself: a UDP port as above, or a TCP port for a server of the module's, which always sets SO_REUSEADDR
 * (measured). Of the steps above that needs 1, 2 and releasePort once the server listens, which it then does alone.
 *
 * @param type SOCK_DGRAM or SOCK_STREAM
 * @param family AF_INET, or AF_INET6 for a socket that takes the port from IPv4 too
 * @param address of this device, in text; null for all addresses
 * @param port 1 to 65535, or 0 for any that is free
 * @returns an id above 0, or a negative errno: -EADDRINUSE, -EADDRNOTAVAIL, -EACCES, -EINVAL for an address that is none,
 *     -EMFILE when MOST_RESERVATIONS are held, whatever socket(2) and bind(2) may give
 */
int reservePort(PortReservations& reservations, int type, int family, const char* address, int port);

/** @returns the port, or -EBADF when nothing is reserved under that id */
int reservedPort(PortReservations& reservations, int id);

/** Lets a socket that sets SO_REUSEADDR bind to the port. @returns 0 or a negative errno */
int offerPort(PortReservations& reservations, int id);

/**
 * Checks that the UDP socket `fd` is bound to the reserved port and address, and closes the port to all others.
 *
 * @returns 0, or a negative errno: -EADDRINUSE when it is bound elsewhere, -EBADF, -ENOTSOCK, -EPROTOTYPE
 */
int confirmPort(PortReservations& reservations, int id, int fd);

/** Gives the port back and discards what arrived for it. @returns 0, or -EBADF when nothing is reserved under that id */
int releasePort(PortReservations& reservations, int id);

void releaseAllPorts(PortReservations& reservations);

/** @returns the reservation's own socket, or -EBADF */
int reservedSocket(PortReservations& reservations, int id);
