#pragma once

#include <errno.h>
#include <limits.h>

#include "arguments.h"
#include "results.h"

/** `(fd: number) => number` for a function of the companion that takes a descriptor. */
template <int (*Function)(int fd)>
napi_value callWithDescriptor(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  int fd = 0;
  if (!arguments.hasCount(1, 1) || !arguments.readInteger(0, INT_MIN, INT_MAX, fd)) {
    return numberOf(env, -EINVAL);
  }
  return numberOf(env, Function(fd));
}

/** `(fd: number, value: number) => number` */
template <int (*Function)(int fd, int value), int least = INT_MIN, int most = INT_MAX>
napi_value callWithDescriptorAndValue(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  int fd = 0;
  int value = 0;
  if (!arguments.hasCount(2, 2) || !arguments.readInteger(0, INT_MIN, INT_MAX, fd) ||
      !arguments.readInteger(1, least, most, value)) {
    return numberOf(env, -EINVAL);
  }
  return numberOf(env, Function(fd, value));
}

/** The same for a value that is 0 or 1. */
template <int (*Function)(int fd, int value)>
napi_value callWithFlag(napi_env env, napi_callback_info info) {
  return callWithDescriptorAndValue<Function, 0, 1>(env, info);
}
