#include "datagram.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "socketKind.h"

namespace {

int has(int options, BindOption option) {
  return (options & static_cast<int>(option)) != 0 ? 1 : 0;
}

/** A destination in text for that socket. @returns the socket's family or a negative errno */
int parseDestination(int fd, const char* text, int port, SocketAddress& address) {
  int result = parseEndpoint(text, port, address);
  if (result == 0) {
    result = requireTransport(fd, Transport::Udp);
  }
  int family = 0;
  if (result == 0) {
    result = readOption(fd, SOL_SOCKET, SO_DOMAIN, family);
  }
  if (result < 0) {
    return result;
  }
  return address.any.sa_family == family ? family : -EINVAL;
}

}  // namespace

int sendDatagram(int fd, const void* bytes, size_t size, const char* address, int port) {
  SocketAddress destination;
  const int family = parseDestination(fd, address, port, destination);
  if (family < 0) {
    return family;
  }
  const ssize_t sent = sendto(fd, bytes, size, MSG_DONTWAIT, &destination.any, lengthOf(destination));
  return sent < 0 ? -errno : 0;
}

int setBroadcast(int fd, int isOn) {
  const int family = familyOfSocket(fd, Transport::Udp);
  return family < 0 ? family : writeOption(fd, SOL_SOCKET, SO_BROADCAST, isOn);
}

int bindDatagram(int fd, const char* address, int port, int options) {
  SocketAddress local;
  const int family = parseDestination(fd, address, port, local);
  int result = family < 0 ? family : 0;
  if (result == 0 && family == AF_INET6) {
    result = writeOption(fd, IPPROTO_IPV6, IPV6_V6ONLY, has(options, BindOption::Ipv6Only));
  }
  if (result == 0) {
    result = writeOption(fd, SOL_SOCKET, SO_REUSEADDR, has(options, BindOption::ReuseAddress));
  }
  if (result < 0) {
    return result;
  }
  if (bind(fd, &local.any, lengthOf(local)) != 0) {
    return -errno;
  }
  result = localAddress(fd, local);
  return result < 0 ? result : portOf(local);
}

int connectDatagram(int fd, const char* address, int port, Route& route) {
  const int family = parseDestination(fd, address, port, route.remote);
  if (family < 0) {
    return family;
  }
  if (connect(fd, &route.remote.any, lengthOf(route.remote)) != 0) {
    return -errno;
  }
  const int result = localAddress(fd, route.local);
  return result < 0 ? result : remoteAddress(fd, route.remote);
}

int disconnectDatagram(int fd) {
  const int family = familyOfSocket(fd, Transport::Udp);
  if (family < 0) {
    return family;
  }
  sockaddr nowhere = {};
  nowhere.sa_family = AF_UNSPEC;
  return connect(fd, &nowhere, sizeof nowhere) == 0 ? 0 : -errno;
}

ssize_t receiveDatagram(int fd, void* buffer, SocketAddress& source) {
  const int result = requireTransport(fd, Transport::Udp);
  if (result < 0) {
    return result;
  }
  socklen_t size = sizeof source;
  const ssize_t count = recvfrom(fd, buffer, LARGEST_DATAGRAM, MSG_DONTWAIT, &source.any, &size);
  return count < 0 ? -errno : count;
}
