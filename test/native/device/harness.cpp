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

napi_value call(const char* name, const napi_value* arguments, size_t count) {
  napi_value function = propertyOf(exports, name);
  if (function == nullptr) {
    printf("FAILED no function %s\n", name);
    failures++;
    return makeNumber(-ENOSYS);
  }
  return callFunction(function, arguments, count);
}

double call(const char* name) {
  return call(name, nullptr, 0)->number;
}

double call(const char* name, double first) {
  const napi_value arguments[] = {makeNumber(first)};
  return call(name, arguments, 1)->number;
}

double call(const char* name, double first, double second) {
  const napi_value arguments[] = {makeNumber(first), makeNumber(second)};
  return call(name, arguments, 2)->number;
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
  const napi_value arguments[] = {makeNumber(fd), makeText("239.1.2.3"), makeText("127.0.0.1")};
  return call(name, arguments, 3)->number;
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
  const napi_value datagram[] = {makeNumber(sender), makeBytes(0), makeText("127.0.0.1"), makeNumber(port)};
  check("sendDatagram of nothing", call("sendDatagram", datagram, 4)->number, 0);
  char data[8];
  check("an empty datagram arrives", static_cast<double>(recv(receiver, data, sizeof data, 0)), 0);
  const napi_value peer[] = {makeNumber(sender), makeText("0.0.0.0"), makeNumber(port)};
  napi_value route = call("connectDatagram", peer, 3);
  check("connectDatagram", route->type == napi_object && strcmp(propertyOf(route, "remoteAddress")->text, "127.0.0.1") == 0,
        true);
  check("disconnectDatagram", call("disconnectDatagram", sender), 0);
  check("receiveDatagram of none", call("receiveDatagram", receiver), -EAGAIN);
  const sockaddr_in address = addressOf(receiver);
  sendto(sender, "text", 4, 0, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  const napi_value receiving[] = {makeNumber(receiver)};
  napi_value received = call("receiveDatagram", receiving, 1);
  check("receiveDatagram", received->type == napi_object && memcmp(propertyOf(received, "message")->bytes, "text", 4) == 0,
        true);
  const int unbound = socket(AF_INET, SOCK_DGRAM, 0);
  const napi_value local[] = {makeNumber(unbound), makeText("127.0.0.1"), makeNumber(0), makeNumber(1)};
  check("bindDatagram", call("bindDatagram", local, 4)->number == ntohs(addressOf(unbound).sin_port), true);
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
  const napi_value arguments[] = {makeNumber(4), makeText("127.0.0.1")};
  const double id = call("reservePort", arguments, 2)->number;
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
  const napi_value idArgument[] = {makeNumber(id)};
  napi_value datagram = call("takeDatagram", idArgument, 1);
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
  const napi_value listenerFunction[] = {makeFunction(onWritable)};
  check("watchReadable", call("watchReadable", listenerFunction, 1)->number, 0);
  check("awaitReadable", call("awaitReadable", fd), 0);
  send(peer, "bytes", 5, MSG_DONTWAIT);
  check("the listener is called for bytes", runNextCall(LIMIT_MS), true);
  check("with the other descriptor", toldDescriptor, fd);
  const napi_value descriptor[] = {makeNumber(fd)};
  check("receiveBytes", static_cast<double>(call("receiveBytes", descriptor, 1)->size), 5);
  const napi_value message[] = {makeNumber(fd), makeBytes(3)};
  check("sendBytes of a direction that has ended", call("sendBytes", message, 2)->number, -EPIPE);
  check("connectionError", call("connectionError", fd), 0);
  const napi_value target[] = {makeNumber(fd), makeText("127.0.0.1"), makeNumber(1)};
  check("connectTo", call("connectTo", target, 3)->number, -EISCONN);
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
  const napi_value listenerFunction[] = {makeFunction(onWritable)};
  check("watchWritable", call("watchWritable", listenerFunction, 1)->number, 0);
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
  endEnvironment();
  return failures == 0 ? 0 : 1;
}
