// Loads the companion's library as a device's loader does, and calls what it exports. Prints "ok" or "FAILED" for each check.

#include <dlfcn.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "napiStandIn.h"

namespace {

constexpr int LIMIT_MS = 5000;

int failures;
napi_value exports;
int toldDescriptor = -1;

void check(const char* what, double actual, double expected) {
  const bool isRight = actual == expected;
  failures += isRight ? 0 : 1;
  printf("%s %s: %.0f%s\n", isRight ? "ok" : "FAILED", what, actual, isRight ? "" : " is not as expected");
}

napi_value valueOf(double number) {
  return makeNumber(number);
}

napi_value valueOf(const char* text) {
  return makeText(text);
}

napi_value valueOf(napi_value value) {
  return value;
}

template <typename... Values>
napi_value resultOf(const char* name, Values... values) {
  napi_value function = propertyOf(exports, name);
  if (function == nullptr) {
    printf("FAILED no function %s\n", name);
    failures++;
    return makeNumber(-ENOSYS);
  }
  const napi_value arguments[] = {valueOf(values)..., nullptr};
  return callFunction(function, arguments, sizeof...(values));
}

/** The number that a function returns. */
template <typename... Values>
double call(const char* name, Values... values) {
  return resultOf(name, values...)->number;
}

sockaddr_in loopback(int port) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int boundSocket(int type, int port, bool reuseAddress) {
  const int fd = socket(AF_INET, type, 0);
  const int on = reuseAddress ? 1 : 0;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  const sockaddr_in address = loopback(port);
  return bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 ? fd : -1;
}

sockaddr_in addressOf(int fd) {
  sockaddr_in address = {};
  socklen_t size = sizeof address;
  getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  return address;
}

/** @returns the TTL with which a datagram from one socket reaches the other, or -1 */
int ttlOnArrival(int from, int to) {
  const int on = 1;
  setsockopt(to, IPPROTO_IP, IP_RECVTTL, &on, sizeof on);
  const sockaddr_in address = addressOf(to);
  sendto(from, "ttl", 3, 0, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  pollfd state = {to, POLLIN, 0};
  poll(&state, 1, LIMIT_MS);
  char data[8];
  alignas(cmsghdr) char control[64];
  iovec vector = {data, sizeof data};
  msghdr message = {};
  message.msg_iov = &vector;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  int ttl = -1;
  if (recvmsg(to, &message, MSG_DONTWAIT) >= 0 && CMSG_FIRSTHDR(&message) != nullptr) {
    memcpy(&ttl, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof ttl);
  }
  return ttl;
}

void checkTtl() {
  const int sender = boundSocket(SOCK_DGRAM, 0, false);
  const int receiver = boundSocket(SOCK_DGRAM, 0, false);
  check("setTtl", call("setTtl", sender, 42), 0);
  check("getTtl", call("getTtl", sender), 42);
  check("getMulticastTtl", call("getMulticastTtl", sender), 42);
  check("TTL on arrival", ttlOnArrival(sender, receiver), 42);
  check("setTtl out of range", call("setTtl", sender, 256), -EINVAL);
  const int ipv6 = socket(AF_INET6, SOCK_DGRAM, 0);
  check("setTtl of IPv6", call("setTtl", ipv6, 43), 0);
  check("getTtl of IPv6", call("getTtl", ipv6), 43);
  close(ipv6);
  close(receiver);
  close(sender);
}

double callWithGroup(const char* name, int fd) {
  return call(name, fd, "239.1.2.3", "127.0.0.1");
}

void checkMulticast() {
  const int fd = boundSocket(SOCK_DGRAM, 0, false);
  check("setUnicastTtl", call("setUnicastTtl", fd, 41), 0);
  check("setMulticastTtl", call("setMulticastTtl", fd, 0), 0);
  check("the one stays", call("getTtl", fd), 41);
  check("beside the other", call("getMulticastTtl", fd), 0);
  check("setMulticastLoopback", call("setMulticastLoopback", fd, 0), 0);
  check("joinGroup", callWithGroup("joinGroup", fd), 0);
  check("joinGroup again", callWithGroup("joinGroup", fd), -EADDRINUSE);
  check("leaveGroup", callWithGroup("leaveGroup", fd), 0);
  close(fd);
}

void checkDatagram() {
  const int sender = boundSocket(SOCK_DGRAM, 0, false);
  const int receiver = boundSocket(SOCK_DGRAM, 0, false);
  const double port = ntohs(addressOf(receiver).sin_port);
  check("setBroadcast", call("setBroadcast", sender, 1), 0);
  check("sendDatagram of nothing", call("sendDatagram", sender, makeBytes(0), "127.0.0.1", port), 0);
  char data[8];
  check("an empty datagram arrives", static_cast<double>(recv(receiver, data, sizeof data, 0)), 0);
  napi_value route = resultOf("connectDatagram", sender, "0.0.0.0", port);
  check("connectDatagram", route->type == napi_object && strcmp(propertyOf(route, "remoteAddress")->text, "127.0.0.1") == 0,
        true);
  check("disconnectDatagram", call("disconnectDatagram", sender), 0);
  check("receiveDatagram of none", call("receiveDatagram", receiver), -EAGAIN);
  const sockaddr_in address = addressOf(receiver);
  sendto(sender, "text", 4, 0, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  napi_value received = resultOf("receiveDatagram", receiver);
  check("receiveDatagram", received->type == napi_object && memcmp(propertyOf(received, "message")->bytes, "text", 4) == 0,
        true);
  sendto(sender, "text", 4, 0, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  refuseAllocation();
  check("receiveDatagram without memory", call("receiveDatagram", receiver), -ENOMEM);
  napi_value detached = makeBytes(0);
  detached->isDetached = true;
  check("sendDatagram of what was handed on", call("sendDatagram", sender, detached, "127.0.0.1", port), -EINVAL);
  const int unbound = socket(AF_INET, SOCK_DGRAM, 0);
  check("bindDatagram", call("bindDatagram", unbound, "127.0.0.1", 0, 1) == ntohs(addressOf(unbound).sin_port), true);
  close(unbound);
  close(receiver);
  close(sender);
}

void checkWrongDescriptors() {
  const int tcp = socket(AF_INET, SOCK_STREAM, 0);
  check("getTtl of TCP", call("getTtl", tcp), -EPROTOTYPE);
  close(tcp);
  check("getTtl of a closed descriptor", call("getTtl", tcp), -EBADF);
  int ends[2];
  pipe(ends);
  check("getTtl of a pipe", call("getTtl", ends[0]), -ENOTSOCK);
  check("getTtl without an argument", call("getTtl"), -EINVAL);
}

void checkBufferSizes() {
  const int fd = boundSocket(SOCK_DGRAM, 0, false);
  check("setSendBufferSize", call("setSendBufferSize", fd, 20000), 40000);
  check("getSendBufferSize", call("getSendBufferSize", fd), 40000);
  check("setReceiveBufferSize", call("setReceiveBufferSize", fd, 20000), 40000);
  check("getReceiveBufferSize", call("getReceiveBufferSize", fd), 40000);
  close(fd);
}

void checkReservation() {
  const double id = call("reservePort", 4, "127.0.0.1");
  const int port = static_cast<int>(call("reservedPort", id));
  check("a port is reserved", port > 0, true);
  check("nobody else gets it", boundSocket(SOCK_DGRAM, port, true), -1);
  const int sender = boundSocket(SOCK_DGRAM, 0, false);
  const sockaddr_in address = loopback(port);
  sendto(sender, "early", 5, 0, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  check("offerPort", call("offerPort", id), 0);
  const int fd = boundSocket(SOCK_DGRAM, port, true);
  check("the port is bound", fd >= 0, true);
  check("confirmPort", call("confirmPort", id, fd), 0);
  check("nobody can share it", boundSocket(SOCK_DGRAM, port, true), -1);
  napi_value datagram = resultOf("takeDatagram", id);
  const bool isTaken = datagram->type == napi_object;
  check("a datagram is handed over", isTaken && memcmp(propertyOf(datagram, "message")->bytes, "early", 5) == 0, true);
  check("with its sender's address", isTaken && strcmp(propertyOf(datagram, "address")->text, "127.0.0.1") == 0, true);
  check("and port", isTaken && propertyOf(datagram, "port")->number == ntohs(addressOf(sender).sin_port), true);
  check("takeDatagram of none", call("takeDatagram", id), -EAGAIN);
  check("releasePort", call("releasePort", id), 0);
  check("releasePort again", call("releasePort", id), -EBADF);
  close(fd);
  close(sender);
}

napi_value onWritable(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value fd = nullptr;
  void* data = nullptr;
  napi_get_cb_info(env, info, &count, &fd, nullptr, &data);
  toldDescriptor = static_cast<int>(fd->number);
  return nullptr;
}

void checkReceiving(int fd, int peer) {
  check("setNoDelay", call("setNoDelay", fd, 1), 0);
  check("setKeepAlive", call("setKeepAlive", fd, 1), 0);
  check("watchReadable", call("watchReadable", makeFunction(onWritable)), 0);
  check("awaitReadable", call("awaitReadable", fd), 0);
  send(peer, "bytes", 5, MSG_DONTWAIT);
  check("the listener is called for bytes", runNextCall(LIMIT_MS), true);
  check("with the other descriptor", toldDescriptor, fd);
  check("receiveBytes", static_cast<double>(resultOf("receiveBytes", fd)->size), 5);
  check("sendBytes of a direction that has ended", call("sendBytes", fd, makeBytes(3)), -EPIPE);
  check("connectionError", call("connectionError", fd), 0);
  check("connectTo", call("connectTo", fd, "127.0.0.1", 1), -EISCONN);
  check("resetConnection", call("resetConnection", fd), 0);
}

void checkSendQueue() {
  const int listener = boundSocket(SOCK_STREAM, 0, false);
  listen(listener, 1);
  const sockaddr_in address = addressOf(listener);
  const int sender = socket(AF_INET, SOCK_STREAM, 0);
  check("writableBytes before the connection", call("writableBytes", sender), -ENOTCONN);
  connect(sender, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  const int receiver = accept(listener, nullptr, nullptr);
  static char data[1 << 20];
  check("pendingBytes", call("pendingBytes", sender), 0);
  const double taken = call("takenBytes", sender);
  const double writable = call("writableBytes", sender);
  check("some bytes are writable", writable > 0, true);
  const auto count = static_cast<size_t>(writable < sizeof data ? writable : sizeof data);
  check("and are taken whole", static_cast<double>(send(sender, data, count, MSG_DONTWAIT)),
        static_cast<double>(count));
  // qemu-user gives only the first number of TCP_INFO, as an older kernel may: then the companion says that it cannot tell.
  const bool isTold = taken != -ENOTSUP;
  check("takenBytes", call("takenBytes", sender), isTold ? taken + static_cast<double>(count) : -ENOTSUP);
  while (send(sender, data, sizeof data, MSG_DONTWAIT) > 0) {
  }
  check("writableBytes when full", call("writableBytes", sender), 0);
  check("some bytes are pending", call("pendingBytes", sender) > 0, true);
  check("watchWritable", call("watchWritable", makeFunction(onWritable)), 0);
  check("awaitWritable", call("awaitWritable", sender), 0);
  pollfd state = {receiver, POLLIN, 0};
  while (poll(&state, 1, 100) == 1 && recv(receiver, data, sizeof data, 0) > 0) {
  }
  check("the listener is called", runNextCall(LIMIT_MS), true);
  check("with the descriptor", toldDescriptor, sender);
  check("shutDown", call("shutDown", sender, 1), 0);
  check("the peer reads the end", static_cast<double>(recv(receiver, data, sizeof data, 0)), 0);
  checkReceiving(sender, receiver);
  close(receiver);
  close(sender);
  close(listener);
}

int lateSocket;
double lateReservation;
int latePort;

/** What JavaScript may do in a thread that ends. */
void checkAfterHooks() {
  check("awaitWritable after the hooks", call("awaitWritable", lateSocket), -EINVAL);
  check("a reservation after the hooks", call("reservedPort", lateReservation), latePort);
}

void checkEnd() {
  lateSocket = boundSocket(SOCK_DGRAM, 0, false);
  lateReservation = call("reservePort", 4, "127.0.0.1");
  latePort = static_cast<int>(call("reservedPort", lateReservation));
  toldDescriptor = -1;
  check("awaitWritable before the end", call("awaitWritable", lateSocket), 0);
  check("the listener is to be called", awaitCall(LIMIT_MS), true);
  endEnvironment(checkAfterHooks);
  check("and is not", toldDescriptor, -1);
  check("the port is given back", boundSocket(SOCK_DGRAM, latePort, false) >= 0, true);
}

}  // namespace

int main(int, char** arguments) {
  if (dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL) == nullptr) {
    printf("FAILED %s\n", dlerror());
    return 1;
  }
  exports = loadRegisteredModule("taro_harmony_socket");
  if (exports == nullptr) {
    printf("FAILED no module has registered itself\n");
    return 1;
  }
  check("functions", exports->propertyCount, 41);
  checkTtl();
  checkMulticast();
  checkDatagram();
  checkWrongDescriptors();
  checkBufferSizes();
  checkReservation();
  checkSendQueue();
  checkEnd();
  return failures == 0 ? 0 : 1;
}
