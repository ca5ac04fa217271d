#pragma once

#include "nodeApi.h"

/** `(fd: number, group: string, interface?: string, source?: string) => number` */
napi_value callJoinGroup(napi_env env, napi_callback_info info);
napi_value callLeaveGroup(napi_env env, napi_callback_info info);

/** `(fd: number, interface: string) => number` */
napi_value callSetMulticastInterface(napi_env env, napi_callback_info info);
