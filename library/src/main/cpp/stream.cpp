#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "socketAddress.h"
#include "socketKind.h"

namespace {

bool isConnecting(int fd) {
  tcp_info info = {};
  socklen_t size = sizeof info;
  return getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 && info.tcpi_state == TCP_SYN_SENT;
}

}  // namespace

int shutDown(int fd, int direction) {
  if (direction != static_cast<int>(Direction::Sending) && direction != static_cast<int>(Direction::Both)) {
    return -EINVAL;
  }
  const int family = familyOfSocket(fd, Transport::Tcp);
  if (family < 0) {
    return family;
  }
  return shutdown(fd, direction) == 0 ? 0 : -errno;
}

int resetConnection(int fd) {
  const int family = familyOfSocket(fd, Transport::Tcp);
  if (family < 0) {
    return family;
  }
  sockaddr nowhere = {};
  nowhere.sa_family = AF_UNSPEC;
  return connect(fd, &nowhere, sizeof nowhere) == 0 ? 0 : -errno;
}

int setNoDelay(int fd, int isOn) {
  const int family = familyOfSocket(fd, Transport::Tcp);
  return family < 0 ? family : writeOption(fd, IPPROTO_TCP, TCP_NODELAY, isOn);
}

int setKeepAlive(int fd, int isOn) {
  const int family = familyOfSocket(fd, Transport::Tcp);
  return family < 0 ? family : writeOption(fd, SOL_SOCKET, SO_KEEPALIVE, isOn);
}

int connectTo(int fd, const char* address, int port) {
  SocketAddress remote;
  const int result = parseEndpoint(address, port, remote);
  const int family = result < 0 ? result : familyOfSocket(fd, Transport::Tcp);
  if (family < 0 || family != remote.any.sa_family) {
    return family < 0 ? family : -EINVAL;
  }
  const int flags = fcntl(fd, F_GETFL);
  if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0) {
    return -errno;
  }
  return connect(fd, &remote.any, lengthOf(remote)) == 0 ? 0 : -errno;
}

int connectionError(int fd) {
  const int family = familyOfSocket(fd, Transport::Tcp);
  int error = 0;
  const int result = family < 0 ? family : readOption(fd, SOL_SOCKET, SO_ERROR, error);
  if (result < 0 || error != 0) {
    return result < 0 ? result : -error;
  }
  SocketAddress peer;
  socklen_t size = sizeof peer;
  if (getpeername(fd, &peer.any, &size) == 0) {
    return 0;
  }
  const int reason = errno;
  return reason == ENOTCONN && isConnecting(fd) ? -EINPROGRESS : -reason;
}

ssize_t sendBytes(int fd, const void* bytes, size_t size) {
  const int result = requireTransport(fd, Transport::Tcp);
  if (result < 0) {
    return result;
  }
  ssize_t count = 0;
  do {
    count = send(fd, bytes, size, MSG_DONTWAIT | MSG_NOSIGNAL);
  } while (count < 0 && errno == EINTR);
  return count < 0 ? -errno : count;
}

ssize_t receiveBytes(int fd, void* bytes, size_t size) {
  const int result = requireTransport(fd, Transport::Tcp);
  if (result < 0) {
    return result;
  }
  ssize_t count = 0;
  do {
    count = recv(fd, bytes, size, MSG_DONTWAIT);
  } while (count < 0 && errno == EINTR);
  return count < 0 ? -errno : count;
}
