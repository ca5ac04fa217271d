#include "systemCalls.h"

#include <errno.h>
#include <linux/filter.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

/** The most that one send or receive moves. */
constexpr int CHUNK = 1 << 24;

char zeros[CHUNK];
char discarded[CHUNK];

int resultOf(ssize_t result) {
  return result < 0 ? -errno : static_cast<int>(result);
}

int atMostChunk(int count) {
  return count < CHUNK ? count : CHUNK;
}

int ttlOf(msghdr& message) {
  for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr; header = CMSG_NXTHDR(&message, header)) {
    const bool isTtl = header->cmsg_level == IPPROTO_IP && header->cmsg_type == IP_TTL;
    const bool isHopLimit = header->cmsg_level == IPPROTO_IPV6 && header->cmsg_type == IPV6_HOPLIMIT;
    if (isTtl || isHopLimit) {
      int ttl = 0;
      memcpy(&ttl, CMSG_DATA(header), sizeof ttl);
      return ttl;
    }
  }
  return -1;
}

}  // namespace

int openSocket(int domain, int type) {
  return resultOf(socket(domain, type | SOCK_CLOEXEC, 0));
}

int closeDescriptor(int fd) {
  return resultOf(close(fd));
}

int bindTo(int fd, const SocketAddress& address) {
  return resultOf(bind(fd, &address.any, lengthOf(address)));
}

int connectTo(int fd, const SocketAddress& address) {
  return resultOf(connect(fd, &address.any, lengthOf(address)));
}

int listenOn(int fd) {
  return resultOf(listen(fd, 1));
}

int acceptFrom(int fd) {
  return resultOf(accept4(fd, nullptr, nullptr, SOCK_CLOEXEC));
}

int getOption(int fd, int level, int name) {
  int value = 0;
  socklen_t size = sizeof value;
  return getsockopt(fd, level, name, &value, &size) < 0 ? -errno : value;
}

int setOption(int fd, int level, int name, int value) {
  return resultOf(setsockopt(fd, level, name, &value, sizeof value));
}

int sendText(int fd, const char* text, const SocketAddress& address) {
  return resultOf(sendto(fd, text, strlen(text), 0, &address.any, lengthOf(address)));
}

int receiveDatagram(int fd, ReceivedDatagram& datagram) {
  pollfd state = {fd, POLLIN, 0};
  if (poll(&state, 1, RECEIVE_LIMIT_MS) != 1) {
    return -ETIMEDOUT;
  }
  alignas(cmsghdr) char control[256];
  iovec data = {datagram.text, LONGEST_TEXT - 1};
  msghdr message = {};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  const int size = resultOf(recvmsg(fd, &message, MSG_DONTWAIT));
  if (size >= 0) {
    datagram.text[size] = '\0';
    datagram.ttl = ttlOf(message);
  }
  return size;
}

int pollForSending(int fd) {
  pollfd state = {fd, POLLOUT, 0};
  return poll(&state, 1, 0) < 0 ? -errno : state.revents;
}

int sendBytes(int fd, int count) {
  return resultOf(send(fd, zeros, static_cast<size_t>(atMostChunk(count)), MSG_DONTWAIT | MSG_NOSIGNAL));
}

int receiveBytes(int fd, int most) {
  return resultOf(recv(fd, discarded, static_cast<size_t>(atMostChunk(most)), MSG_DONTWAIT));
}

int dropPackets(int fd, int percent) {
  const auto limit = static_cast<unsigned>(4294967295.0 * percent / 100);
  sock_filter program[] = {
      {BPF_LD | BPF_W | BPF_ABS, 0, 0, static_cast<unsigned>(SKF_AD_OFF + SKF_AD_RANDOM)},
      {BPF_JMP | BPF_JGE | BPF_K, 1, 0, limit},
      {BPF_RET | BPF_K, 0, 0, 0},
      {BPF_RET | BPF_K, 0, 0, 0xffffffff},
  };
  const sock_fprog filter = {sizeof program / sizeof program[0], program};
  return resultOf(setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter));
}
