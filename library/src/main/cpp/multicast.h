#pragma once

// Multicast of UDP sockets: IP_ADD_MEMBERSHIP and its like (ip(7)), IPV6_JOIN_GROUP and its like (ipv6(7)).
// Addresses are texts; the group's own version decides which of the two options is used.

/**
 * Joins a group, or with `source` the channel of one sender of it.
 *
 * @param interface for IPv4 an address of the interface, for IPv6 any address with its zone (`::%eth0`); null lets the
 *     system choose
 * @param source null for all senders
 * @returns 0 or a negative errno: -EINVAL for what is no address of the group's version, -EADDRINUSE for a member,
 *     -ENODEV for an interface that is not there, whatever setsockopt(2) may give
 */
int joinGroup(int fd, const char* group, const char* interface, const char* source);

/** Leaves it. @returns 0 or a negative errno, -EADDRNOTAVAIL when the socket is no member */
int leaveGroup(int fd, const char* group, const char* interface, const char* source);

/**
 * The interface by which multicast datagrams leave.
 *
 * @param interface as for joinGroup; the address for all (`0.0.0.0`, `::`) returns the choice to the system
 * @returns 0 or a negative errno
 */
int setMulticastInterface(int fd, const char* interface);

/** Whether multicast datagrams also reach members on this device. @param isOn 0 or 1 @returns 0 or a negative errno */
int setMulticastLoopback(int fd, int isOn);
