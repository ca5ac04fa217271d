#include "socketKind.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <sys/socket.h>

namespace {

bool isTransport(int type, int protocol, Transport transport) {
  const bool isUdp = type == SOCK_DGRAM && protocol == IPPROTO_UDP;
  const bool isTcp = type == SOCK_STREAM && protocol == IPPROTO_TCP;
  return (isUdp && transport != Transport::Tcp) || (isTcp && transport != Transport::Udp);
}

}  // namespace

int familyOfSocket(int fd, Transport transport) {
  int family = 0;
  int type = 0;
  int protocol = 0;
  int result = readOption(fd, SOL_SOCKET, SO_DOMAIN, family);
  if (result == 0) {
    result = readOption(fd, SOL_SOCKET, SO_TYPE, type);
  }
  if (result == 0) {
    result = readOption(fd, SOL_SOCKET, SO_PROTOCOL, protocol);
  }
  if (result < 0) {
    return result;
  }
  if (family != AF_INET && family != AF_INET6) {
    return -EAFNOSUPPORT;
  }
  return isTransport(type, protocol, transport) ? family : -EPROTOTYPE;
}

int requireTransport(int fd, Transport transport) {
  int value = 0;
  const bool isKnown =
      (transport != Transport::Udp && readOption(fd, IPPROTO_TCP, TCP_NODELAY, value) == 0) ||
      (transport != Transport::Tcp && readOption(fd, IPPROTO_UDP, UDP_CORK, value) == 0);
  const int family = isKnown ? 0 : familyOfSocket(fd, transport);
  return family < 0 ? family : 0;
}

int readOption(int fd, int level, int name, int& value) {
  socklen_t size = sizeof value;
  return getsockopt(fd, level, name, &value, &size) == 0 ? 0 : -errno;
}

int writeOption(int fd, int level, int name, int value) {
  return setsockopt(fd, level, name, &value, sizeof value) == 0 ? 0 : -errno;
}
