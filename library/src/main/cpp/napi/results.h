#pragma once

#include <stddef.h>
#include <string.h>

#include "nodeApi.h"

/** @returns a number for JavaScript, or null when the engine refuses even that */
inline napi_value numberOf(napi_env env, int value) {
  napi_value number = nullptr;
  return napi_create_int32(env, value, &number) == napi_ok ? number : nullptr;
}

/** @returns a copy of the bytes for JavaScript, or null when the engine refuses */
inline napi_value bytesOf(napi_env env, const void* bytes, size_t size) {
  void* copy = nullptr;
  napi_value buffer = nullptr;
  if (napi_create_arraybuffer(env, size, &copy, &buffer) != napi_ok) {
    return nullptr;
  }
  if (size > 0) {
    // OpenHarmony says ok without memory, too (read in its source).
    if (copy == nullptr) {
      return nullptr;
    }
    memcpy(copy, bytes, size);
  }
  return buffer;
}
