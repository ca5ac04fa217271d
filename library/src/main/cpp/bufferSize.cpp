#include "bufferSize.h"

#include <errno.h>
#include <limits.h>
#include <sys/socket.h>

#include "socketKind.h"

namespace {

constexpr int LARGEST_REQUEST = INT_MAX / 2;

int readSize(int fd, int name) {
  const int family = familyOfSocket(fd, Transport::UdpOrTcp);
  if (family < 0) {
    return family;
  }
  int size = 0;
  const int result = readOption(fd, SOL_SOCKET, name, size);
  return result < 0 ? result : size;
}

int writeSize(int fd, int name, int bytes) {
  if (bytes < 1 || bytes > LARGEST_REQUEST) {
    return -EINVAL;
  }
  const int family = familyOfSocket(fd, Transport::UdpOrTcp);
  if (family < 0) {
    return family;
  }
  const int result = writeOption(fd, SOL_SOCKET, name, bytes);
  return result < 0 ? result : readSize(fd, name);
}

}  // namespace

int getSendBufferSize(int fd) {
  return readSize(fd, SO_SNDBUF);
}

int getReceiveBufferSize(int fd) {
  return readSize(fd, SO_RCVBUF);
}

int setSendBufferSize(int fd, int bytes) {
  return writeSize(fd, SO_SNDBUF, bytes);
}

int setReceiveBufferSize(int fd, int bytes) {
  return writeSize(fd, SO_RCVBUF, bytes);
}
