#pragma once

// Stands in for the header of OpenHarmony's SDK: its napi is Node-API, and the loader calls what this declares.
#include <node_api.h>
