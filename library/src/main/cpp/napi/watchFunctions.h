#pragma once

#include "companion.h"
#include "nodeApi.h"

// Their data is the Companion.

/** `(listener: (fd: number) => void) => number` */
napi_value callWatchWritable(napi_env env, napi_callback_info info);
napi_value callWatchReadable(napi_env env, napi_callback_info info);

/** `(fd: number) => number` */
napi_value callAwaitWritable(napi_env env, napi_callback_info info);
napi_value callAwaitReadable(napi_env env, napi_callback_info info);
