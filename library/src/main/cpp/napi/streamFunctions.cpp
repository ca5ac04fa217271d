#include "streamFunctions.h"

#include <errno.h>
#include <limits.h>

#include "../socketAddress.h"
#include "../stream.h"
#include "arguments.h"
#include "results.h"

namespace {

/** As much as the native module takes at once. */
constexpr size_t MOST_BYTES = 65536;

}  // namespace

napi_value callConnectTo(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  char address[SCOPED_TEXT_SIZE];
  int fd = 0;
  int port = 0;
  if (!arguments.hasCount(3, 3) || !arguments.readInteger(0, INT_MIN, INT_MAX, fd) ||
      !arguments.readText(1, address, sizeof address) || !arguments.readInteger(2, 0, HIGHEST_PORT, port)) {
    return numberOf(env, -EINVAL);
  }
  return numberOf(env, connectTo(fd, address, port));
}

napi_value callSendBytes(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  int fd = 0;
  const void* bytes = nullptr;
  size_t size = 0;
  if (!arguments.hasCount(2, 2) || !arguments.readInteger(0, INT_MIN, INT_MAX, fd) ||
      !arguments.readBytes(1, bytes, size)) {
    return numberOf(env, -EINVAL);
  }
  return numberOf(env, static_cast<int>(sendBytes(fd, bytes, size)));
}

napi_value callReceiveBytes(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  int fd = 0;
  if (!arguments.hasCount(1, 1) || !arguments.readInteger(0, INT_MIN, INT_MAX, fd)) {
    return numberOf(env, -EINVAL);
  }
  unsigned char bytes[MOST_BYTES];
  const ssize_t count = receiveBytes(fd, bytes, sizeof bytes);
  if (count < 0) {
    return numberOf(env, static_cast<int>(count));
  }
  const napi_value buffer = bytesOf(env, bytes, static_cast<size_t>(count));
  return buffer == nullptr ? numberOf(env, -ENOMEM) : buffer;
}
