#include "sendQueue.h"

#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "socketKind.h"

namespace {

/**
 * What the kernel may count for a segment beside its bytes: a block of 2048 bytes and its descriptor. Linux 6.18 counts 832
 * (measured), other versions up to this.
 */
constexpr int64_t SEGMENT_OVERHEAD = 2304;

/** The options in a segment's header, by which its data may be shorter than TCP_MAXSEG says (RFC 9293). */
constexpr int LONGEST_OPTIONS = 40;

constexpr int SHORTEST_SEGMENT = 8;

/** Indexes of SO_MEMINFO's numbers (linux/sock_diag.h). */
enum MemoryInfo { SEND_BUFFER = 3, SEND_QUEUED = 5, MEMORY_INFO_COUNT = 9 };

/**
 * The memory that the send queue may still take; 0 when little is left.
 *
 * A queue grows by itself, for instance when a lost segment is cut in two, so a sixteenth of the buffer is kept free beyond
 * the two thirds that POLLOUT allows to be taken.
 */
int64_t freeMemory(int fd) {
  uint32_t info[MEMORY_INFO_COUNT] = {};
  socklen_t size = sizeof info;
  if (getsockopt(fd, SOL_SOCKET, SO_MEMINFO, info, &size) == 0 && size > SEND_QUEUED * sizeof info[0]) {
    const int64_t buffer = info[SEND_BUFFER];
    const int64_t queued = info[SEND_QUEUED];
    return queued > buffer * 2 / 3 - buffer / 16 ? 0 : buffer - queued;
  }
  // Without SO_MEMINFO (older than Linux 4.12) only the third that POLLOUT promises is certain.
  int buffer = 0;
  return readOption(fd, SOL_SOCKET, SO_SNDBUF, buffer) == 0 ? buffer / 3 : 0;
}

/** Where tcp_info has tcpi_bytes_acked (linux/tcp.h), which not every libc's header knows. */
constexpr size_t BYTES_ACKNOWLEDGED = 120;

/**
 * Both functions are called for each send, so they do not ask first what the descriptor is: an option of TCP's is read from TCP
 * sockets only.
 */
int errorOf(int fd, int error) {
  const int family = familyOfSocket(fd, Transport::Tcp);
  return family < 0 ? family : error;
}

int readPending(int fd) {
  int pending = 0;
  // SIOCOUTQ's other name: musl has no header of Linux's own.
  return ioctl(fd, TIOCOUTQ, &pending) == 0 ? pending : -errno;
}

/** What the peer has acknowledged since the socket exists. @returns 0 or a negative errno */
int readAcknowledged(int fd, uint64_t& bytes) {
  char info[BYTES_ACKNOWLEDGED + sizeof bytes];
  socklen_t size = sizeof info;
  if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, info, &size) != 0) {
    return -errno;
  }
  if (size < sizeof info) {
    return -ENOTSUP;
  }
  memcpy(&bytes, info + BYTES_ACKNOWLEDGED, sizeof bytes);
  return 0;
}

/** A kernel that does not know the option has no such limit. */
void removeUnsentLimit(int fd) {
  int limit = 0;
  if (readOption(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, limit) == 0 && limit != INT_MAX) {
    writeOption(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, INT_MAX);
  }
}

/** The bytes that fit into the memory even if each segment has the least data and the most overhead. */
int64_t bytesFitting(int64_t memory, int longestSegment) {
  const int64_t segment =
      longestSegment - LONGEST_OPTIONS < SHORTEST_SEGMENT ? SHORTEST_SEGMENT : longestSegment - LONGEST_OPTIONS;
  return (memory - SEGMENT_OVERHEAD) * segment / (segment + SEGMENT_OVERHEAD);
}

}  // namespace

int pendingBytes(int fd) {
  const int family = familyOfSocket(fd, Transport::Tcp);
  return family < 0 ? family : readPending(fd);
}

int takenBytes(int fd) {
  uint64_t acknowledged = 0;
  int pending = 0;
  int result = readAcknowledged(fd, acknowledged);
  if (result == 0) {
    result = pending = readPending(fd);
  }
  if (result < 0) {
    return errorOf(fd, result);
  }
  return static_cast<int>((acknowledged + static_cast<uint64_t>(pending)) & INT_MAX);
}

int writableBytes(int fd) {
  int longestSegment = 0;
  const int result = readOption(fd, IPPROTO_TCP, TCP_MAXSEG, longestSegment);
  if (result < 0) {
    return errorOf(fd, result);
  }
  removeUnsentLimit(fd);
  pollfd state = {fd, POLLOUT, 0};
  while (poll(&state, 1, 0) < 0) {
    if (errno != EINTR) {
      return -errno;
    }
  }
  if ((state.revents & (POLLERR | POLLHUP | POLLNVAL)) != 0) {
    return -ENOTCONN;
  }
  if ((state.revents & POLLOUT) == 0) {
    return 0;
  }
  const int64_t memory = freeMemory(fd);
  if (memory == 0) {
    return 0;
  }
  const int64_t bytes = bytesFitting(memory, longestSegment);
  return bytes < 1 ? 1 : static_cast<int>(bytes);
}
