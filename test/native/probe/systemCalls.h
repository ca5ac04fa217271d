#pragma once

#include <sys/types.h>

#include "../../../library/src/main/cpp/socketAddress.h"

// Linux's socket calls, for tests: what Node.js does not offer. Each returns a result of 0 or more, or a negative errno.

/** Waits that long for a datagram. */
constexpr int RECEIVE_LIMIT_MS = 2000;

constexpr int LONGEST_TEXT = 256;

struct ReceivedDatagram {
  char text[LONGEST_TEXT];
  /** What it had left, or -1 if the socket was not told to say (IP_RECVTTL, IPV6_RECVHOPLIMIT). */
  int ttl;
};

int openSocket(int domain, int type);
int closeDescriptor(int fd);
int bindTo(int fd, const SocketAddress& address);
int connectTo(int fd, const SocketAddress& address);
int listenOn(int fd);
int acceptFrom(int fd);
int getOption(int fd, int level, int name);
int setOption(int fd, int level, int name, int value);
int sendText(int fd, const char* text, const SocketAddress& address);

/** @returns the size */
int receiveDatagram(int fd, ReceivedDatagram& datagram);

/** What poll(2) tells about sending, without waiting. */
int pollForSending(int fd);

/** One send of that many bytes, without waiting. @returns how many were taken */
int sendBytes(int fd, int count);

/** Reads and forgets, without waiting. */
int receiveBytes(int fd, int most);

/** Drops that share of the packets that arrive for a socket. */
int dropPackets(int fd, int percent);
