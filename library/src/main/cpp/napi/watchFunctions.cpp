#include "watchFunctions.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>

#include "arguments.h"
#include "results.h"

namespace {

/** On the watch's thread. The queue has no end and each socket is told once, so the call takes it or the engine is closing. */
void tellJavaScript(void* context, int fd) {
  const Companion& companion = *static_cast<Companion*>(context);
  void* data = reinterpret_cast<void*>(static_cast<intptr_t>(fd));
  napi_call_threadsafe_function(companion.onWritable, data, napi_tsfn_nonblocking);
}

/** On the thread of JavaScript; without an environment when it is closing. */
void callListener(napi_env env, napi_value listener, void*, void* data) {
  napi_value self = nullptr;
  if (env == nullptr || napi_get_undefined(env, &self) != napi_ok) {
    return;
  }
  napi_value fd = numberOf(env, static_cast<int>(reinterpret_cast<intptr_t>(data)));
  if (fd != nullptr) {
    napi_call_function(env, self, listener, 1, &fd, nullptr);
  }
}

/** Before the engine frees the threadsafe function, as hooks run in the reverse order of their creation. */
void onCleanup(void* data) {
  stopWatch(static_cast<Companion*>(data)->watch);
}

int startTelling(napi_env env, napi_value listener, Companion& companion) {
  napi_value name = nullptr;
  if (napi_create_string_utf8(env, "taro_harmony_socket", NAPI_AUTO_LENGTH, &name) != napi_ok ||
      napi_create_threadsafe_function(env, listener, nullptr, name, 0, 1, nullptr, nullptr, nullptr, callListener,
                                      &companion.onWritable) != napi_ok) {
    return -ENOMEM;
  }
  // A socket keeps the app busy, its watch does not.
  napi_unref_threadsafe_function(env, companion.onWritable);
  const int result = startWatch(companion.watch, tellJavaScript, &companion);
  if (result < 0) {
    napi_release_threadsafe_function(companion.onWritable, napi_tsfn_abort);
    return result;
  }
  napi_add_env_cleanup_hook(env, onCleanup, &companion);
  return 0;
}

}  // namespace

napi_value callWatchWritable(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  napi_value listener = nullptr;
  if (!arguments.hasCount(1, 1) || !arguments.readFunction(0, listener)) {
    return numberOf(env, -EINVAL);
  }
  Companion& companion = *static_cast<Companion*>(arguments.data());
  return numberOf(env, companion.watch.isRunning ? -EALREADY : startTelling(env, listener, companion));
}

napi_value callAwaitWritable(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  int fd = 0;
  if (!arguments.hasCount(1, 1) || !arguments.readInteger(0, INT_MIN, INT_MAX, fd)) {
    return numberOf(env, -EINVAL);
  }
  return numberOf(env, watchOnce(static_cast<Companion*>(arguments.data())->watch, fd));
}
