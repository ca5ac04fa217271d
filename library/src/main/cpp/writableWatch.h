#pragma once

#include <pthread.h>

/**
 * Tells when TCP sockets can take data again: a thread that waits with epoll(7), so that nobody has to ask again and again.
 * It holds no socket open: one that is closed is forgotten.
 *
 * All zero at first.
 */
struct WritableWatch {
  bool isRunning;
  int epoll;
  /** eventfd(2): ends the thread. */
  int end;
  pthread_t thread;
  /** Called on the watch's own thread. */
  void (*onWritable)(void* context, int fd);
  void* context;
};

/** @returns 0 or a negative errno; -EALREADY when it is running */
int startWatch(WritableWatch& watch, void (*onWritable)(void* context, int fd), void* context);

/**
 * Calls `onWritable` once: when the TCP socket is writable (poll(2), POLLOUT), or when a send would fail at once. A socket that
 * is closed before is not told. After a close its number may belong to another socket, for which a late call means nothing.
 *
 * @returns 0 or a negative errno; -EINVAL when the watch is not running
 */
int watchOnce(WritableWatch& watch, int fd);

/** Ends the thread and waits for its end; nothing is told afterwards. */
void stopWatch(WritableWatch& watch);
