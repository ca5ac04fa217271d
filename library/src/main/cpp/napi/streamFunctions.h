#pragma once

#include "nodeApi.h"

/** `(fd: number, address: string, port: number) => number` */
napi_value callConnectTo(napi_env env, napi_callback_info info);

/** `(fd: number, bytes: ArrayBuffer) => number` */
napi_value callSendBytes(napi_env env, napi_callback_info info);

/** `(fd: number) => ArrayBuffer | number` */
napi_value callReceiveBytes(napi_env env, napi_callback_info info);
