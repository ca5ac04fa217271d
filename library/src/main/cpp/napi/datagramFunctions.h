#pragma once

#include <stddef.h>

#include "../socketAddress.h"
#include "nodeApi.h"

/** `{ message: ArrayBuffer, address: string, port: number }`, or a negative errno when the engine refuses */
napi_value datagramOf(napi_env env, const void* bytes, size_t size, const SocketAddress& source);

/** `(fd: number, message: ArrayBuffer, address: string, port: number) => number` */
napi_value callSendDatagram(napi_env env, napi_callback_info info);

/** `(fd: number, address: string, port: number, options: number) => number` */
napi_value callBindDatagram(napi_env env, napi_callback_info info);

/** `(fd: number, address: string, port: number) => Route | number` */
napi_value callConnectDatagram(napi_env env, napi_callback_info info);

/** `(fd: number) => ReceivedDatagram | number` */
napi_value callReceiveDatagram(napi_env env, napi_callback_info info);
