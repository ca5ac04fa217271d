#pragma once

#include "nodeApi.h"

// Their data is the Companion.

/** `(family: 4 | 6, address?: string, port?: number) => number` */
napi_value callReservePort(napi_env env, napi_callback_info info);
napi_value callReserveStreamPort(napi_env env, napi_callback_info info);

/** `(id: number) => number` */
napi_value callReservedPort(napi_env env, napi_callback_info info);
napi_value callOfferPort(napi_env env, napi_callback_info info);
napi_value callReleasePort(napi_env env, napi_callback_info info);

/** `(id: number, fd: number) => number` */
napi_value callConfirmPort(napi_env env, napi_callback_info info);

/** `(id: number) => ReceivedDatagram | number` */
napi_value callTakeDatagram(napi_env env, napi_callback_info info);
