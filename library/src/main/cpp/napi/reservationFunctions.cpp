#include "reservationFunctions.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/socket.h>

#include "../reservationSocket.h"
#include "arguments.h"
#include "companion.h"
#include "datagramFunctions.h"
#include "results.h"

namespace {

PortReservations& reservationsOf(const Arguments& arguments) {
  return static_cast<Companion*>(arguments.data())->reservations;
}

bool readFamily(const Arguments& arguments, size_t index, int& family) {
  int version = 0;
  if (!arguments.readInteger(index, 4, 6, version) || version == 5) {
    return false;
  }
  family = version == 4 ? AF_INET : AF_INET6;
  return true;
}

napi_value callReserve(napi_env env, napi_callback_info info, int type) {
  const Arguments arguments(env, info);
  char text[ADDRESS_TEXT_SIZE];
  int family = 0;
  int port = 0;
  if (!arguments.hasCount(1, 3) || !readFamily(arguments, 0, family) ||
      (arguments.isGiven(1) && !arguments.readText(1, text, sizeof text)) ||
      (arguments.isGiven(2) && !arguments.readInteger(2, 0, HIGHEST_PORT, port))) {
    return numberOf(env, -EINVAL);
  }
  const char* address = arguments.isGiven(1) ? text : nullptr;
  return numberOf(env, reservePort(reservationsOf(arguments), type, family, address, port));
}

template <int (*Function)(PortReservations& reservations, int id)>
napi_value callWithId(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  int id = 0;
  if (!arguments.hasCount(1, 1) || !arguments.readInteger(0, INT_MIN, INT_MAX, id)) {
    return numberOf(env, -EINVAL);
  }
  return numberOf(env, Function(reservationsOf(arguments), id));
}

}  // namespace

napi_value callReservePort(napi_env env, napi_callback_info info) {
  return callReserve(env, info, SOCK_DGRAM);
}

napi_value callReserveStreamPort(napi_env env, napi_callback_info info) {
  return callReserve(env, info, SOCK_STREAM);
}

napi_value callReservedPort(napi_env env, napi_callback_info info) {
  return callWithId<reservedPort>(env, info);
}

napi_value callOfferPort(napi_env env, napi_callback_info info) {
  return callWithId<offerPort>(env, info);
}

napi_value callReleasePort(napi_env env, napi_callback_info info) {
  return callWithId<releasePort>(env, info);
}

napi_value callConfirmPort(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  int id = 0;
  int fd = 0;
  if (!arguments.hasCount(2, 2) || !arguments.readInteger(0, INT_MIN, INT_MAX, id) ||
      !arguments.readInteger(1, INT_MIN, INT_MAX, fd)) {
    return numberOf(env, -EINVAL);
  }
  return numberOf(env, confirmPort(reservationsOf(arguments), id, fd));
}

napi_value callTakeDatagram(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  int id = 0;
  if (!arguments.hasCount(1, 1) || !arguments.readInteger(0, INT_MIN, INT_MAX, id)) {
    return numberOf(env, -EINVAL);
  }
  const int fd = reservedSocket(reservationsOf(arguments), id);
  if (fd < 0) {
    return numberOf(env, fd);
  }
  unsigned char bytes[LARGEST_DATAGRAM];
  SocketAddress source;
  const ssize_t size = receiveUnicast(fd, bytes, source);
  if (size < 0) {
    return numberOf(env, static_cast<int>(size));
  }
  return datagramOf(env, bytes, static_cast<size_t>(size), source);
}
