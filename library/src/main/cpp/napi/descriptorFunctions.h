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
template <int (*Function)(int fd, int value)>
napi_value callWithDescriptorAndValue(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  int fd = 0;
  int value = 0;
  if (!arguments.hasCount(2, 2) || !arguments.readInteger(0, INT_MIN, INT_MAX, fd) ||
      !arguments.readInteger(1, INT_MIN, INT_MAX, value)) {
    return numberOf(env, -EINVAL);
  }
  return numberOf(env, Function(fd, value));
}
