#include "arguments.h"

#include <string.h>

Arguments::Arguments(napi_env environment, napi_callback_info info) : env(environment) {
  if (napi_get_cb_info(env, info, &count, values, nullptr, &functionData) != napi_ok) {
    count = 0;
  }
}

bool Arguments::hasCount(size_t least, size_t most) const {
  return count >= least && count <= most;
}

bool Arguments::isGiven(size_t index) const {
  return index < count && !isType(index, napi_undefined) && !isType(index, napi_null);
}

bool Arguments::readInteger(size_t index, int least, int most, int& value) const {
  double number = 0;
  if (!isType(index, napi_number) || napi_get_value_double(env, values[index], &number) != napi_ok) {
    return false;
  }
  // Not a number compares as false.
  if (!(number >= least && number <= most)) {
    return false;
  }
  value = static_cast<int>(number);
  return value == number;
}

bool Arguments::readText(size_t index, char* text, size_t size) const {
  size_t length = 0;
  if (!isType(index, napi_string) ||
      napi_get_value_string_utf8(env, values[index], nullptr, 0, &length) != napi_ok || length >= size) {
    return false;
  }
  return napi_get_value_string_utf8(env, values[index], text, size, &length) == napi_ok && strlen(text) == length;
}

bool Arguments::readBytes(size_t index, const void*& bytes, size_t& size) const {
  bool isBuffer = false;
  void* data = nullptr;
  if (index >= count || index >= CAPACITY || napi_is_arraybuffer(env, values[index], &isBuffer) != napi_ok || !isBuffer ||
      napi_get_arraybuffer_info(env, values[index], &data, &size) != napi_ok) {
    return false;
  }
  bytes = data;
  bool isDetached = false;
  if (size == 0) {
    napi_is_detached_arraybuffer(env, values[index], &isDetached);
  }
  return !isDetached;
}

bool Arguments::readFunction(size_t index, napi_value& function) const {
  function = values[index < CAPACITY ? index : 0];
  return isType(index, napi_function);
}

void* Arguments::data() const {
  return functionData;
}

bool Arguments::isType(size_t index, napi_valuetype expected) const {
  napi_valuetype type = napi_undefined;
  return index < count && index < CAPACITY && napi_typeof(env, values[index], &type) == napi_ok && type == expected;
}
