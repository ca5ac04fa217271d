#include "datagramFunctions.h"

#include <errno.h>
#include <limits.h>

#include "../datagram.h"
#include "arguments.h"
#include "results.h"

namespace {

constexpr int ALL_OPTIONS = static_cast<int>(BindOption::ReuseAddress) + static_cast<int>(BindOption::Ipv6Only);

napi_value textOf(napi_env env, const SocketAddress& address) {
  char text[SCOPED_TEXT_SIZE];
  formatScopedAddress(address, text);
  napi_value value = nullptr;
  return napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &value) == napi_ok ? value : nullptr;
}

napi_value routeOf(napi_env env, const Route& route) {
  napi_value object = nullptr;
  const napi_value local = textOf(env, route.local);
  const napi_value remote = textOf(env, route.remote);
  const bool isComplete = local != nullptr && remote != nullptr && napi_create_object(env, &object) == napi_ok &&
                          napi_set_named_property(env, object, "localAddress", local) == napi_ok &&
                          napi_set_named_property(env, object, "remoteAddress", remote) == napi_ok;
  return isComplete ? object : numberOf(env, -ENOMEM);
}

}  // namespace

napi_value datagramOf(napi_env env, const void* bytes, size_t size, const SocketAddress& source) {
  napi_value datagram = nullptr;
  const napi_value address = textOf(env, source);
  const napi_value message = bytesOf(env, bytes, size);
  const napi_value port = numberOf(env, portOf(source));
  const bool isComplete = message != nullptr && address != nullptr && port != nullptr && napi_create_object(env, &datagram) == napi_ok &&
                          napi_set_named_property(env, datagram, "message", message) == napi_ok &&
                          napi_set_named_property(env, datagram, "address", address) == napi_ok &&
                          napi_set_named_property(env, datagram, "port", port) == napi_ok;
  return isComplete ? datagram : numberOf(env, -ENOMEM);
}

napi_value callSendDatagram(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  char address[SCOPED_TEXT_SIZE];
  int fd = 0;
  int port = 0;
  const void* bytes = nullptr;
  size_t size = 0;
  if (!arguments.hasCount(4, 4) || !arguments.readInteger(0, INT_MIN, INT_MAX, fd) ||
      !arguments.readBytes(1, bytes, size) || !arguments.readText(2, address, sizeof address) ||
      !arguments.readInteger(3, 1, HIGHEST_PORT, port)) {
    return numberOf(env, -EINVAL);
  }
  return numberOf(env, sendDatagram(fd, bytes, size, address, port));
}

napi_value callBindDatagram(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  char address[SCOPED_TEXT_SIZE];
  int fd = 0;
  int port = 0;
  int options = 0;
  if (!arguments.hasCount(4, 4) || !arguments.readInteger(0, INT_MIN, INT_MAX, fd) ||
      !arguments.readText(1, address, sizeof address) || !arguments.readInteger(2, 0, HIGHEST_PORT, port) ||
      !arguments.readInteger(3, 0, ALL_OPTIONS, options)) {
    return numberOf(env, -EINVAL);
  }
  return numberOf(env, bindDatagram(fd, address, port, options));
}

napi_value callConnectDatagram(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  char address[SCOPED_TEXT_SIZE];
  int fd = 0;
  int port = 0;
  if (!arguments.hasCount(3, 3) || !arguments.readInteger(0, INT_MIN, INT_MAX, fd) ||
      !arguments.readText(1, address, sizeof address) || !arguments.readInteger(2, 1, HIGHEST_PORT, port)) {
    return numberOf(env, -EINVAL);
  }
  Route route;
  const int result = connectDatagram(fd, address, port, route);
  return result < 0 ? numberOf(env, result) : routeOf(env, route);
}

napi_value callReceiveDatagram(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  int fd = 0;
  if (!arguments.hasCount(1, 1) || !arguments.readInteger(0, INT_MIN, INT_MAX, fd)) {
    return numberOf(env, -EINVAL);
  }
  unsigned char bytes[LARGEST_DATAGRAM];
  SocketAddress source;
  const ssize_t size = receiveDatagram(fd, bytes, source);
  return size < 0 ? numberOf(env, static_cast<int>(size)) : datagramOf(env, bytes, static_cast<size_t>(size), source);
}
