#include "socketKind.h"

#include <errno.h>
#include <netinet/in.h>
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

int readOption(int fd, int level, int name, int& value) {
  socklen_t size = sizeof value;
  return getsockopt(fd, level, name, &value, &size) == 0 ? 0 : -errno;
}

int writeOption(int fd, int level, int name, int value) {
  return setsockopt(fd, level, name, &value, sizeof value) == 0 ? 0 : -errno;
}
