#pragma once

#include "../portReservation.h"
#include "../socketWatch.h"
#include "nodeApi.h"

/** A watch and the listener in JavaScript that it tells. */
struct Watch {
  SocketWatch sockets;
  napi_threadsafe_function tell;
};

/**
 * What the module holds for one thread of JavaScript. Each function has it as its data and not the environment
 * (napi_set_instance_data), because in OpenHarmony all native modules of a thread share one environment.
 */
struct Companion {
  PortReservations reservations;
  Watch writable;
  Watch readable;
  /** Of the module's object, whose finalizer frees the companion: it is held until the environment ends. */
  napi_ref exports;
};
