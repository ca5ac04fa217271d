#include "napiStandIn.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

namespace {

struct CleanupHook {
  void (*function)(void* argument);
  void* argument;
};

napi_module* registered;
CleanupHook hooks[8];
int hookCount;
int allocationsToRefuse;

/** What napi_wrap binds to the module's object. */
struct Wrapped {
  void* data;
  napi_finalize finalize;
} wrapped;

pthread_mutex_t callsMutex = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t callsChanged = PTHREAD_COND_INITIALIZER;
void* calls[64];
int callCount;

napi_value__* newValue(napi_valuetype type) {
  auto* value = static_cast<napi_value__*>(calloc(1, sizeof(napi_value__)));
  value->type = type;
  return value;
}

}  // namespace

struct napi_env__ {
  bool isThrowing;
};

struct napi_callback_info__ {
  const napi_value* arguments;
  size_t count;
  void* data;
};

struct napi_threadsafe_function__ {
  napi_value function;
  napi_threadsafe_function_call_js call;
};

namespace {

napi_env__ environment;
napi_threadsafe_function__ threadsafeFunction;

}  // namespace

napi_value makeNumber(double number) {
  napi_value value = newValue(napi_number);
  value->number = number;
  return value;
}

napi_value makeText(const char* text) {
  napi_value value = newValue(napi_string);
  strncpy(value->text, text, sizeof value->text - 1);
  return value;
}

napi_value makeBytes(size_t size) {
  napi_value value = newValue(napi_object);
  value->bytes = calloc(1, size + 1);
  value->size = size;
  return value;
}

napi_value makeFunction(napi_callback callback) {
  napi_value value = newValue(napi_function);
  value->callback = callback;
  return value;
}

napi_value propertyOf(napi_value object, const char* name) {
  for (int i = 0; i < object->propertyCount; i++) {
    if (strcmp(object->properties[i].name, name) == 0) {
      return object->properties[i].value;
    }
  }
  return nullptr;
}

napi_value callFunction(napi_value function, const napi_value* arguments, size_t count) {
  napi_callback_info__ info = {arguments, count, function->callbackData};
  return function->callback(&environment, &info);
}

napi_value loadRegisteredModule(const char* name) {
  if (registered == nullptr || strcmp(registered->nm_modname, name) != 0) {
    return nullptr;
  }
  napi_value exports = registered->nm_register_func(&environment, newValue(napi_object));
  return environment.isThrowing ? nullptr : exports;
}

bool awaitCall(int limitMs) {
  timespec end = {};
  clock_gettime(CLOCK_REALTIME, &end);
  end.tv_sec += limitMs / 1000;
  pthread_mutex_lock(&callsMutex);
  int waited = 0;
  while (callCount == 0 && waited == 0) {
    waited = pthread_cond_timedwait(&callsChanged, &callsMutex, &end);
  }
  const bool hasCome = callCount > 0;
  pthread_mutex_unlock(&callsMutex);
  return hasCome;
}

bool runNextCall(int limitMs) {
  if (!awaitCall(limitMs)) {
    return false;
  }
  pthread_mutex_lock(&callsMutex);
  void* data = calls[--callCount];
  pthread_mutex_unlock(&callsMutex);
  threadsafeFunction.call(&environment, threadsafeFunction.function, nullptr, data);
  return true;
}

void refuseAllocation() {
  allocationsToRefuse = 1;
}

void endEnvironment(void (*meanwhile)()) {
  while (hookCount > 0) {
    const CleanupHook& hook = hooks[--hookCount];
    hook.function(hook.argument);
  }
  while (runNextCall(0)) {
  }
  meanwhile();
  if (wrapped.finalize != nullptr) {
    wrapped.finalize(&environment, wrapped.data, nullptr);
  }
}

extern "C" {

void napi_module_register(napi_module* module) {
  registered = module;
}

napi_status napi_add_env_cleanup_hook(napi_env, void (*function)(void* argument), void* argument) {
  hooks[hookCount++] = {function, argument};
  return napi_ok;
}

napi_status napi_wrap(napi_env, napi_value, void* data, napi_finalize finalize, void*, napi_ref*) {
  wrapped = {data, finalize};
  return napi_ok;
}

napi_status napi_create_reference(napi_env, napi_value value, uint32_t, napi_ref* reference) {
  *reference = reinterpret_cast<napi_ref>(value);
  return napi_ok;
}

napi_status napi_delete_reference(napi_env, napi_ref) {
  return napi_ok;
}

napi_status napi_throw_error(napi_env env, const char*, const char*) {
  env->isThrowing = true;
  return napi_ok;
}

napi_status napi_get_cb_info(napi_env, napi_callback_info info, size_t* count, napi_value* values, napi_value*,
                             void** data) {
  for (size_t i = 0; i < *count; i++) {
    values[i] = i < info->count ? info->arguments[i] : newValue(napi_undefined);
  }
  *count = info->count;
  *data = info->data;
  return napi_ok;
}

napi_status napi_typeof(napi_env, napi_value value, napi_valuetype* type) {
  *type = value->type;
  return napi_ok;
}

napi_status napi_get_value_double(napi_env, napi_value value, double* number) {
  *number = value->number;
  return napi_ok;
}

napi_status napi_get_value_string_utf8(napi_env, napi_value value, char* text, size_t size, size_t* length) {
  *length = strlen(value->text);
  if (text != nullptr) {
    strncpy(text, value->text, size);
  }
  return napi_ok;
}

napi_status napi_create_int32(napi_env, int32_t number, napi_value* value) {
  *value = makeNumber(number);
  return napi_ok;
}

napi_status napi_create_string_utf8(napi_env, const char* text, size_t, napi_value* value) {
  *value = makeText(text);
  return napi_ok;
}

napi_status napi_create_object(napi_env, napi_value* value) {
  *value = newValue(napi_object);
  return napi_ok;
}

napi_status napi_get_undefined(napi_env, napi_value* value) {
  *value = newValue(napi_undefined);
  return napi_ok;
}

napi_status napi_create_arraybuffer(napi_env, size_t size, void** bytes, napi_value* value) {
  *value = makeBytes(size);
  *bytes = allocationsToRefuse > 0 ? nullptr : (*value)->bytes;
  allocationsToRefuse = 0;
  return napi_ok;
}

napi_status napi_is_arraybuffer(napi_env, napi_value value, bool* isBuffer) {
  *isBuffer = value->bytes != nullptr;
  return napi_ok;
}

napi_status napi_get_arraybuffer_info(napi_env, napi_value value, void** bytes, size_t* size) {
  *bytes = value->bytes;
  *size = value->size;
  return napi_ok;
}

napi_status napi_is_detached_arraybuffer(napi_env, napi_value value, bool* isDetached) {
  *isDetached = value->isDetached;
  return napi_ok;
}

napi_status napi_set_named_property(napi_env, napi_value object, const char* name, napi_value value) {
  object->properties[object->propertyCount++] = {name, value};
  return napi_ok;
}

napi_status napi_define_properties(napi_env env, napi_value object, size_t count,
                                   const napi_property_descriptor* descriptors) {
  for (size_t i = 0; i < count; i++) {
    napi_value function = makeFunction(descriptors[i].method);
    function->callbackData = descriptors[i].data;
    napi_set_named_property(env, object, descriptors[i].utf8name, function);
  }
  return napi_ok;
}

napi_status napi_call_function(napi_env, napi_value, napi_value function, size_t count, const napi_value* arguments,
                               napi_value*) {
  callFunction(function, arguments, count);
  return napi_ok;
}

napi_status napi_create_threadsafe_function(napi_env, napi_value function, napi_value, napi_value, size_t, size_t, void*,
                                            napi_finalize, void*, napi_threadsafe_function_call_js call,
                                            napi_threadsafe_function* result) {
  threadsafeFunction = {function, call};
  *result = &threadsafeFunction;
  return napi_ok;
}

napi_status napi_call_threadsafe_function(napi_threadsafe_function, void* data, napi_threadsafe_function_call_mode) {
  pthread_mutex_lock(&callsMutex);
  calls[callCount++] = data;
  pthread_cond_signal(&callsChanged);
  pthread_mutex_unlock(&callsMutex);
  return napi_ok;
}

napi_status napi_unref_threadsafe_function(napi_env, napi_threadsafe_function) {
  return napi_ok;
}

napi_status napi_release_threadsafe_function(napi_threadsafe_function function, napi_threadsafe_function_release_mode) {
  pthread_mutex_lock(&callsMutex);
  while (callCount > 0) {
    function->call(nullptr, nullptr, nullptr, calls[--callCount]);
  }
  pthread_mutex_unlock(&callsMutex);
  return napi_ok;
}
}
