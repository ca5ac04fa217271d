#pragma once

#include "nodeApi.h"

/** @returns a number for JavaScript, or null when the engine refuses even that */
inline napi_value numberOf(napi_env env, int value) {
  napi_value number = nullptr;
  return napi_create_int32(env, value, &number) == napi_ok ? number : nullptr;
}
