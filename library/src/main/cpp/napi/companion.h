#pragma once

#include "../portReservation.h"
#include "../writableWatch.h"
#include "nodeApi.h"

/**
 * What the module holds for one thread of JavaScript. Each function has it as its data and not the environment
 * (napi_set_instance_data), because in OpenHarmony all native modules of a thread share one environment.
 */
struct Companion {
  PortReservations reservations;
  WritableWatch watch;
  napi_threadsafe_function onWritable;
};
