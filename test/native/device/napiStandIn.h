#pragma once

#include <napi/native_api.h>
#include <stddef.h>

// A JavaScript engine in miniature, in place of a device's libace_napi.z.so: what the companion needs and no more.

/** A value; it lives until the program ends. */
struct napi_value__ {
  napi_valuetype type;
  double number;
  char text[64];
  /** A function's. */
  napi_callback callback;
  void* callbackData;
  /** An ArrayBuffer's. */
  void* bytes;
  size_t size;
  bool isDetached;
  /** An object's. */
  struct Property {
    const char* name;
    napi_value value;
  } properties[48];
  int propertyCount;
};

/** Runs the module that has registered itself when it was loaded. @returns its exports, or null without a module */
napi_value loadRegisteredModule(const char* name);

napi_value makeNumber(double number);
napi_value makeText(const char* text);
/** An ArrayBuffer. */
napi_value makeBytes(size_t size);
napi_value makeFunction(napi_callback callback);

/** @returns null when the object has no such property */
napi_value propertyOf(napi_value object, const char* name);

napi_value callFunction(napi_value function, const napi_value* arguments, size_t count);

/** Waits until a threadsafe function was called. @returns false when none came within the time */
bool awaitCall(int limitMs);

/** The same, and makes that call. */
bool runNextCall(int limitMs);

/** The next ArrayBuffer gets no memory, which OpenHarmony's napi_create_arraybuffer does not call a failure (read in its source). */
void refuseAllocation();

/**
 * Ends the environment as OpenHarmony does (read in its source): the cleanup hooks, then the event loop once more, where
 * JavaScript runs, and at last the finalizers.
 *
 * @param meanwhile runs with the loop
 */
void endEnvironment(void (*meanwhile)());
