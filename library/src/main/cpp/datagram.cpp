#include "datagram.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "socketKind.h"

namespace {

/** Copies what decides whether a peer can be reached. */
int copyOptions(int from, int to, int family) {
  int isBroadcast = 0;
  int result = readOption(from, SOL_SOCKET, SO_BROADCAST, isBroadcast);
  if (result == 0) {
    result = writeOption(to, SOL_SOCKET, SO_BROADCAST, isBroadcast);
  }
  int isIpv6Only = 0;
  if (result == 0 && family == AF_INET6) {
    result = readOption(from, IPPROTO_IPV6, IPV6_V6ONLY, isIpv6Only);
  }
  return result == 0 && isIpv6Only != 0 ? writeOption(to, IPPROTO_IPV6, IPV6_V6ONLY, isIpv6Only) : result;
}

int bindAndConnect(int fd, const SocketAddress& local, const SocketAddress& remote) {
  const bool isBound = bind(fd, &local.any, lengthOf(local)) == 0;
  return isBound && connect(fd, &remote.any, lengthOf(remote)) == 0 ? 0 : -errno;
}

/** A destination in text for that socket. @returns the socket's family or a negative errno */
int parseDestination(int fd, const char* text, int port, SocketAddress& address) {
  const int result = parseEndpoint(text, port, address);
  const int family = result < 0 ? result : familyOfSocket(fd, Transport::Udp);
  return family >= 0 && address.any.sa_family != family ? -EINVAL : family;
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

int findRoute(int fd, const char* address, int port, Route& route) {
  SocketAddress local;
  SocketAddress remote;
  const int family = parseDestination(fd, address, port, remote);
  int result = family < 0 ? family : localAddress(fd, local);
  if (result < 0) {
    return result;
  }
  const int scout = socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (scout < 0) {
    return -errno;
  }
  setPort(local, 0);
  result = copyOptions(fd, scout, family);
  if (result == 0) {
    result = bindAndConnect(scout, local, remote);
  }
  if (result == 0) {
    result = localAddress(scout, route.local);
  }
  if (result == 0) {
    result = remoteAddress(scout, route.remote);
  }
  close(scout);
  return result;
}
