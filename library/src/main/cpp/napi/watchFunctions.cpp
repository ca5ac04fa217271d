#include "watchFunctions.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <sys/epoll.h>

#include "arguments.h"
#include "results.h"

namespace {

/** On the watch's thread. The queue has no end and each socket is told once, so the call takes it or the engine is closing. */
void tellJavaScript(void* context, WatchedSocket socket) {
  static_assert(sizeof(uintptr_t) >= sizeof(uint64_t), "a pointer has to hold a descriptor and its generation");
  void* data = reinterpret_cast<void*>(static_cast<uintptr_t>(pack(socket)));
  napi_call_threadsafe_function(static_cast<Watch*>(context)->tell, data, napi_tsfn_nonblocking);
}

/** On the thread of JavaScript; without an environment when it is closing. */
void callListener(napi_env env, napi_value listener, void*, void* data) {
  const WatchedSocket socket = unpack(reinterpret_cast<uintptr_t>(data));
  napi_value self = nullptr;
  if (env == nullptr || napi_get_undefined(env, &self) != napi_ok) {
    return;
  }
  const napi_value arguments[] = {numberOf(env, socket.fd), numberOf(env, socket.generation)};
  if (arguments[0] != nullptr && arguments[1] != nullptr) {
    napi_call_function(env, self, listener, 2, arguments, nullptr);
  }
}

/**
 * Before the engine frees the threadsafe function, as hooks run in the reverse order of their creation. OpenHarmony frees none by
 * itself, and would call the listener for what is under way (read in its source).
 */
void onCleanup(void* data) {
  Watch& watch = *static_cast<Watch*>(data);
  stopWatch(watch.sockets);
  napi_release_threadsafe_function(watch.tell, napi_tsfn_abort);
}

int startTelling(napi_env env, napi_value listener, Watch& watch, uint32_t events) {
  napi_value name = nullptr;
  if (napi_create_string_utf8(env, "taro_harmony_socket", NAPI_AUTO_LENGTH, &name) != napi_ok ||
      napi_create_threadsafe_function(env, listener, nullptr, name, 0, 1, nullptr, nullptr, nullptr, callListener,
                                      &watch.tell) != napi_ok) {
    return -ENOMEM;
  }
  // A socket keeps the app busy, its watch does not.
  napi_unref_threadsafe_function(env, watch.tell);
  const int result = startWatch(watch.sockets, events, tellJavaScript, &watch);
  if (result < 0) {
    napi_release_threadsafe_function(watch.tell, napi_tsfn_abort);
    return result;
  }
  if (napi_add_env_cleanup_hook(env, onCleanup, &watch) != napi_ok) {
    onCleanup(&watch);
    return -ENOMEM;
  }
  return 0;
}

napi_value callWatch(napi_env env, napi_callback_info info, Watch Companion::*member, uint32_t events) {
  const Arguments arguments(env, info);
  napi_value listener = nullptr;
  if (!arguments.hasCount(1, 1) || !arguments.readFunction(0, listener)) {
    return numberOf(env, -EINVAL);
  }
  Watch& watch = static_cast<Companion*>(arguments.data())->*member;
  return numberOf(env, watch.sockets.isRunning ? -EALREADY : startTelling(env, listener, watch, events));
}

napi_value callAwait(napi_env env, napi_callback_info info, Watch Companion::*member) {
  const Arguments arguments(env, info);
  WatchedSocket socket = {};
  if (!arguments.hasCount(1, 2) || !arguments.readInteger(0, INT_MIN, INT_MAX, socket.fd) ||
      (arguments.isGiven(1) && !arguments.readInteger(1, 0, INT_MAX, socket.generation))) {
    return numberOf(env, -EINVAL);
  }
  return numberOf(env, watchOnce((static_cast<Companion*>(arguments.data())->*member).sockets, socket));
}

}  // namespace

napi_value callWatchWritable(napi_env env, napi_callback_info info) {
  return callWatch(env, info, &Companion::writable, EPOLLOUT);
}

napi_value callWatchReadable(napi_env env, napi_callback_info info) {
  return callWatch(env, info, &Companion::readable, EPOLLIN);
}

napi_value callAwaitWritable(napi_env env, napi_callback_info info) {
  return callAwait(env, info, &Companion::writable);
}

napi_value callAwaitReadable(napi_env env, napi_callback_info info) {
  return callAwait(env, info, &Companion::readable);
}
