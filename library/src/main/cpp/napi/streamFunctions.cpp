#include "streamFunctions.h"

#include <errno.h>
#include <limits.h>

#include "../stream.h"
#include "arguments.h"
#include "results.h"

namespace {

/** As much as the native module takes at once. */
constexpr size_t MOST_BYTES = 65536;

}  // namespace

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
