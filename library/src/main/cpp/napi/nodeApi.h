#pragma once

// OpenHarmony's napi is Node-API under another header.
#if defined(__OHOS__)
#include <napi/native_api.h>
#else
#include <node_api.h>
#endif
