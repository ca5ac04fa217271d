#pragma once

#include <net/if.h>
#include <netinet/in.h>

/** An IPv4 or IPv6 address with a port. */
union SocketAddress {
  sockaddr any;
  sockaddr_in ipv4;
  sockaddr_in6 ipv6;
};

/** Room for an address in text, with its end. */
constexpr int ADDRESS_TEXT_SIZE = INET6_ADDRSTRLEN;

/** The same with a zone. */
constexpr int SCOPED_TEXT_SIZE = INET6_ADDRSTRLEN + IF_NAMESIZE;

constexpr int HIGHEST_PORT = 65535;

/**
 * @param family AF_INET or AF_INET6
 * @param text null for all addresses of the device; a zone (`%eth0`) is not understood
 * @returns 0, or -EINVAL for an address of another family or none
 */
int parseAddress(int family, const char* text, int port, SocketAddress& address);

/**
 * An address of either family, IPv6 also with a zone (`fe80::1%eth0`).
 *
 * @returns 0, or -EINVAL for what is no address. An interface that is not there is the zone 0, as none
 */
int parseEndpoint(const char* text, int port, SocketAddress& address);

/** What a socket is bound to. @returns 0 or a negative errno */
int localAddress(int fd, SocketAddress& address);

/** What a socket is connected to. @returns 0 or a negative errno */
int remoteAddress(int fd, SocketAddress& address);

socklen_t lengthOf(const SocketAddress& address);

int portOf(const SocketAddress& address);

void setPort(SocketAddress& address, int port);

/** Same family, address and port. */
bool isSame(const SocketAddress& first, const SocketAddress& second);

/** @param text gets the address without its port, ADDRESS_TEXT_SIZE at most */
void formatAddress(const SocketAddress& address, char* text);

/** The same with the zone of a link-local address. @param text SCOPED_TEXT_SIZE at most */
void formatScopedAddress(const SocketAddress& address, char* text);
