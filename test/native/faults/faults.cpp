// An addon with two faults, to see that the sanitizers of this machine find them.

#include <stddef.h>
#include <stdlib.h>

#include "../../../library/src/main/cpp/napi/nodeApi.h"
#include "../../../library/src/main/cpp/napi/results.h"

namespace {

napi_value readPastTheEnd(napi_env env, napi_callback_info) {
  volatile size_t size = 16; // a size that the compiler knows would be an error already
  auto* bytes = static_cast<char*>(calloc(1, size));
  const int past = bytes[size];
  free(bytes);
  return numberOf(env, past);
}

napi_value overflowInteger(napi_env env, napi_callback_info) {
  volatile int number = 2147483647;
  number = number + 1;
  return numberOf(env, number);
}

napi_property_descriptor method(const char* name, napi_callback function) {
  return {name, nullptr, function, nullptr, nullptr, nullptr, napi_default, nullptr};
}

}  // namespace

NAPI_MODULE_INIT() {
  const napi_property_descriptor methods[] = {
      method("readPastTheEnd", readPastTheEnd),
      method("overflowInteger", overflowInteger),
  };
  napi_define_properties(env, exports, sizeof methods / sizeof methods[0], methods);
  return exports;
}
