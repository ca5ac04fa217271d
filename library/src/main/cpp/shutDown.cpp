#include "shutDown.h"

#include <errno.h>
#include <sys/socket.h>

#include "socketKind.h"

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
