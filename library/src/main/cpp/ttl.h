#pragma once

constexpr int LOWEST_TTL = 1;
constexpr int HIGHEST_TTL = 255;

/**
 * Sets with how many hops to live the datagrams of a UDP socket start, unicast and multicast alike: IP_TTL and
 * IP_MULTICAST_TTL (ip(7)); on an IPv6 socket the hop limits (ipv6(7)) and, unless it is IPv6-only, the former two as well,
 * which count for IPv4-mapped destinations.
 *
 * @param ttl LOWEST_TTL to HIGHEST_TTL; Linux refuses 0 for IPv4 unicast
 * @returns 0 or a negative errno
 */
int setTtl(int fd, int ttl);

/** Sets that of unicast datagrams alone, for the socket's own family. @param ttl as for setTtl @returns 0 or a negative errno */
int setUnicastTtl(int fd, int ttl);

/** Sets that of multicast datagrams alone. @param ttl 0, for this device only, to HIGHEST_TTL @returns 0 or a negative errno */
int setMulticastTtl(int fd, int ttl);

/** @returns the unicast TTL or hop limit, or a negative errno */
int getTtl(int fd);

/** @returns the multicast TTL or hop limit, or a negative errno */
int getMulticastTtl(int fd);
