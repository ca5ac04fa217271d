#pragma once

#include "nodeApi.h"

/** `(fd: number, message: ArrayBuffer, address: string, port: number) => number` */
napi_value callSendDatagram(napi_env env, napi_callback_info info);

/** `(fd: number, address: string, port: number) => Route | number` */
napi_value callFindRoute(napi_env env, napi_callback_info info);
