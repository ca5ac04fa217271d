#include "socketWatch.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "socketKind.h"

namespace {

/** Sockets told in one turn; the others follow in the next. */
constexpr int EVENTS_PER_TURN = 16;
constexpr int GENERATION_BITS = 32;

void* run(void* argument) {
  SocketWatch& watch = *static_cast<SocketWatch*>(argument);
  epoll_event events[EVENTS_PER_TURN];
  for (;;) {
    const int count = epoll_wait(watch.epoll, events, EVENTS_PER_TURN, -1);
    if (count < 0 && errno != EINTR) {
      // Somebody has closed the descriptor, which was not his: there is nothing to wait for.
      return nullptr;
    }
    for (int i = 0; i < count; i++) {
      const WatchedSocket socket = unpack(events[i].data.u64);
      if (socket.fd == watch.end) {
        return nullptr;
      }
      watch.onReady(watch.context, socket);
    }
  }
}

/** @param operation EPOLL_CTL_ADD, or EPOLL_CTL_MOD for a socket that was added */
int control(int epoll, int operation, WatchedSocket socket, uint32_t events) {
  epoll_event event = {};
  event.events = events;
  event.data.u64 = pack(socket);
  return epoll_ctl(epoll, operation, socket.fd, &event) == 0 ? 0 : -errno;
}

int openWatch(SocketWatch& watch) {
  watch.epoll = epoll_create1(EPOLL_CLOEXEC);
  if (watch.epoll < 0) {
    return -errno;
  }
  watch.end = eventfd(0, EFD_CLOEXEC);
  if (watch.end < 0) {
    const int result = -errno;
    close(watch.epoll);
    return result;
  }
  int result = control(watch.epoll, EPOLL_CTL_ADD, {watch.end, 0}, EPOLLIN);
  if (result == 0) {
    result = -pthread_create(&watch.thread, nullptr, run, &watch);
  }
  if (result < 0) {
    close(watch.end);
    close(watch.epoll);
  }
  return result;
}

}  // namespace

uint64_t pack(WatchedSocket socket) {
  return static_cast<uint64_t>(static_cast<uint32_t>(socket.generation)) << GENERATION_BITS |
         static_cast<uint32_t>(socket.fd);
}

WatchedSocket unpack(uint64_t data) {
  return {static_cast<int>(static_cast<uint32_t>(data)), static_cast<int>(data >> GENERATION_BITS)};
}

int startWatch(SocketWatch& watch, uint32_t events, void (*onReady)(void* context, WatchedSocket socket), void* context) {
  if (watch.isRunning) {
    return -EALREADY;
  }
  watch.events = events;
  watch.onReady = onReady;
  watch.context = context;
  const int result = openWatch(watch);
  watch.isRunning = result == 0;
  return result;
}

int watchOnce(SocketWatch& watch, WatchedSocket socket) {
  if (!watch.isRunning) {
    return -EINVAL;
  }
  const uint32_t events = watch.events | EPOLLONESHOT;
  // A socket that was watched before, which is the case for each message, need not be looked at again: another one that has got its
  // number is not known (epoll(7)).
  if (socket.fd != watch.end && control(watch.epoll, EPOLL_CTL_MOD, socket, events) == 0) {
    return 0;
  }
  const int result = requireTransport(socket.fd, Transport::UdpOrTcp);
  return result < 0 ? result : control(watch.epoll, EPOLL_CTL_ADD, socket, events);
}

void stopWatch(SocketWatch& watch) {
  if (!watch.isRunning) {
    return;
  }
  eventfd_write(watch.end, 1);
  pthread_join(watch.thread, nullptr);
  close(watch.end);
  close(watch.epoll);
  watch.isRunning = false;
}
