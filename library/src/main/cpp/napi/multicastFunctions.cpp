#include "multicastFunctions.h"

#include <errno.h>
#include <limits.h>

#include "../multicast.h"
#include "../socketAddress.h"
#include "arguments.h"
#include "results.h"

namespace {

/** A text that may be absent. */
struct OptionalText {
  char characters[SCOPED_TEXT_SIZE];
  bool isGiven;

  bool read(const Arguments& arguments, size_t index) {
    isGiven = arguments.isGiven(index);
    return !isGiven || arguments.readText(index, characters, sizeof characters);
  }

  const char* orNull() const {
    return isGiven ? characters : nullptr;
  }
};

template <int (*Function)(int fd, const char* group, const char* interface, const char* source)>
napi_value callWithGroup(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  char group[SCOPED_TEXT_SIZE];
  OptionalText interface;
  OptionalText source;
  int fd = 0;
  if (!arguments.hasCount(2, 4) || !arguments.readInteger(0, INT_MIN, INT_MAX, fd) ||
      !arguments.readText(1, group, sizeof group) || !interface.read(arguments, 2) || !source.read(arguments, 3)) {
    return numberOf(env, -EINVAL);
  }
  return numberOf(env, Function(fd, group, interface.orNull(), source.orNull()));
}

}  // namespace

napi_value callJoinGroup(napi_env env, napi_callback_info info) {
  return callWithGroup<joinGroup>(env, info);
}

napi_value callLeaveGroup(napi_env env, napi_callback_info info) {
  return callWithGroup<leaveGroup>(env, info);
}

napi_value callSetMulticastInterface(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  char interface[SCOPED_TEXT_SIZE];
  int fd = 0;
  if (!arguments.hasCount(2, 2) || !arguments.readInteger(0, INT_MIN, INT_MAX, fd) ||
      !arguments.readText(1, interface, sizeof interface)) {
    return numberOf(env, -EINVAL);
  }
  return numberOf(env, setMulticastInterface(fd, interface));
}
