#pragma once

#include <stddef.h>

#include "nodeApi.h"

/** The arguments of one call from JavaScript; none is taken for what it should be. */
class Arguments {
 public:
  Arguments(napi_env environment, napi_callback_info info);

  bool hasCount(size_t least, size_t most) const;

  /** False for undefined and null, and beyond the last argument. */
  bool isGiven(size_t index) const;

  /** False unless the argument is a whole number from `least` to `most`. */
  bool readInteger(size_t index, int least, int most, int& value) const;

  /** False unless the argument is a string that fits into `size` bytes with its end, and has no NUL. */
  bool readText(size_t index, char* text, size_t size) const;

  /** False unless the argument is an ArrayBuffer that nobody has taken the bytes of, which stay until the call returns. */
  bool readBytes(size_t index, const void*& bytes, size_t& size) const;

  bool readFunction(size_t index, napi_value& function) const;

  /** What the function was created with. */
  void* data() const;

 private:
  static constexpr size_t CAPACITY = 4;

  bool isType(size_t index, napi_valuetype expected) const;

  napi_env env;
  size_t count = CAPACITY;
  napi_value values[CAPACITY] = {};
  void* functionData = nullptr;
};
