#include "reservationSocket.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "socketKind.h"

namespace {

/** Above Linux's default ip_local_port_range, 32768 to 60999. */
constexpr int LOWEST_QUIET_PORT = 61000;
constexpr int QUIET_PORTS = 65536 - LOWEST_QUIET_PORT;
/** Quiet ports to try before the kernel chooses. */
constexpr int MOST_TRIES = 64;

int setOptions(int fd, int type, int family) {
  // As the sockets of @ohos.net.socket: they take the port from IPv4 too (measured).
  int result = family == AF_INET6 ? writeOption(fd, IPPROTO_IPV6, IPV6_V6ONLY, 0) : 0;
  if (result < 0 || type == SOCK_STREAM) {
    return result;
  }
  if (family == AF_INET6) {
    result = writeOption(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
  }
  return result < 0 ? result : writeOption(fd, IPPROTO_IP, IP_PKTINFO, 1);
}

int bindTo(int fd, const SocketAddress& local) {
  return bind(fd, &local.any, lengthOf(local)) == 0 ? 0 : -errno;
}

int bindToFreePort(int fd, SocketAddress& local) {
  uint32_t start = 0;
  if (getrandom(&start, sizeof start, GRND_NONBLOCK) != sizeof start) {
    // Any start will do: a port that is taken is not bound.
    start = static_cast<uint32_t>(getpid());
  }
  for (int i = 0; i < MOST_TRIES; i++) {
    setPort(local, LOWEST_QUIET_PORT + static_cast<int>((start + static_cast<uint32_t>(i)) % QUIET_PORTS));
    const int result = bindTo(fd, local);
    if (result != -EADDRINUSE) {
      return result;
    }
  }
  setPort(local, 0);
  return bindTo(fd, local);
}

/** An IPv4 datagram was sent to one host if the address that it names is the one that an answer would come from (ip(7)). */
bool isUnicast(const in_pktinfo& info) {
  return info.ipi_addr.s_addr == info.ipi_spec_dst.s_addr;
}

/** Whether the control data of a received datagram tell that it was sent to this host alone. */
bool isUnicast(msghdr& message) {
  for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level == IPPROTO_IP && header->cmsg_type == IP_PKTINFO) {
      in_pktinfo info;
      memcpy(&info, CMSG_DATA(header), sizeof info);
      return isUnicast(info);
    }
    if (header->cmsg_level == IPPROTO_IPV6 && header->cmsg_type == IPV6_PKTINFO) {
      in6_pktinfo info;
      memcpy(&info, CMSG_DATA(header), sizeof info);
      if (!IN6_IS_ADDR_V4MAPPED(&info.ipi6_addr)) {
        return !IN6_IS_ADDR_MULTICAST(&info.ipi6_addr);
      }
    }
  }
  return false;
}

}  // namespace

int openReservation(int type, SocketAddress& local) {
  const int family = local.any.sa_family;
  const int fd = socket(family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) {
    return -errno;
  }
  int result = setOptions(fd, type, family);
  if (result == 0) {
    result = portOf(local) == 0 ? bindToFreePort(fd, local) : bindTo(fd, local);
  }
  if (result < 0) {
    close(fd);
    return result;
  }
  return fd;
}

ssize_t receiveUnicast(int fd, void* buffer, SocketAddress& source) {
  for (;;) {
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(in_pktinfo)) + CMSG_SPACE(sizeof(in6_pktinfo))];
    iovec data = {buffer, LARGEST_DATAGRAM};
    msghdr message = {};
    message.msg_name = &source;
    message.msg_namelen = sizeof source;
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    const ssize_t size = recvmsg(fd, &message, 0);
    if (size < 0) {
      return -errno;
    }
    if (isUnicast(message)) {
      return size;
    }
  }
}
