#pragma once

#include <pthread.h>
#include <stdint.h>

/** A socket that is waited for. */
struct WatchedSocket {
  int fd;
  /** The caller's: tells a socket from another one that had the same number before. */
  int generation;
};

/** Both of its numbers in one. */
uint64_t pack(WatchedSocket socket);
WatchedSocket unpack(uint64_t data);

/**
 * Tells when sockets can take data again, or have some: a thread that waits with epoll(7), so that nobody has to ask again
 * and again. It holds no socket open: one that is closed is forgotten.
 *
 * All zero at first.
 */
struct SocketWatch {
  bool isRunning;
  /** What is waited for: EPOLLOUT or EPOLLIN. */
  uint32_t events;
  int epoll;
  /** eventfd(2): ends the thread. */
  int end;
  pthread_t thread;
  /** Called on the watch's own thread. */
  void (*onReady)(void* context, WatchedSocket socket);
  void* context;
};

/**
 * @param events EPOLLOUT or EPOLLIN
 * @returns 0 or a negative errno; -EALREADY when it is running
 */
int startWatch(SocketWatch& watch, uint32_t events, void (*onReady)(void* context, WatchedSocket socket), void* context);

/**
 * Calls `onReady` once: when the UDP or TCP socket can be sent on or read from without waiting (poll(2), POLLOUT or POLLIN), also when
 * that would fail at once. A socket that is closed before is not told, or late: its number may be another one's by then.
 *
 * @returns 0 or a negative errno; -EINVAL when the watch is not running
 */
int watchOnce(SocketWatch& watch, WatchedSocket socket);

/** Ends the thread and waits for its end; nothing is told afterwards. */
void stopWatch(SocketWatch& watch);
