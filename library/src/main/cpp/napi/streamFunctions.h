#pragma once

#include "nodeApi.h"

/** `(fd: number) => ArrayBuffer | number` */
napi_value callReceiveBytes(napi_env env, napi_callback_info info);
