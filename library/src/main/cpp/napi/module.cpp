// The module `libtaro_harmony_socket.so`: its functions, for OpenHarmony and, in the tests, for Node.js.

#include <stdlib.h>

#include "../bufferSize.h"
#include "../datagram.h"
#include "../multicast.h"
#include "../sendQueue.h"
#include "../stream.h"
#include "../ttl.h"
#include "companion.h"
#include "datagramFunctions.h"
#include "descriptorFunctions.h"
#include "multicastFunctions.h"
#include "nodeApi.h"
#include "reservationFunctions.h"
#include "streamFunctions.h"
#include "watchFunctions.h"

namespace {

/** When no JavaScript runs any more: in OpenHarmony some still does after the cleanup hooks (read in its source). */
void freeCompanion(napi_env env, void* data, void*) {
  auto* companion = static_cast<Companion*>(data);
  stopWatch(companion->writable.sockets);
  stopWatch(companion->readable.sockets);
  releaseAllPorts(companion->reservations);
  napi_delete_reference(env, companion->exports);
  free(companion);
}

napi_property_descriptor method(const char* name, napi_callback function, Companion* companion) {
  return {name, nullptr, function, nullptr, nullptr, nullptr, napi_default, companion};
}

napi_value defineFunctions(napi_env env, napi_value exports) {
  auto* companion = static_cast<Companion*>(calloc(1, sizeof(Companion)));
  if (companion == nullptr || napi_create_reference(env, exports, 1, &companion->exports) != napi_ok ||
      napi_wrap(env, exports, companion, freeCompanion, nullptr, nullptr) != napi_ok) {
    free(companion);
    napi_throw_error(env, nullptr, "taro_harmony_socket: no memory for the module's state");
    return exports;
  }
  const napi_property_descriptor methods[] = {
      method("setTtl", callWithDescriptorAndValue<setTtl>, companion),
      method("setUnicastTtl", callWithDescriptorAndValue<setUnicastTtl>, companion),
      method("setMulticastTtl", callWithDescriptorAndValue<setMulticastTtl>, companion),
      method("getTtl", callWithDescriptor<getTtl>, companion),
      method("getMulticastTtl", callWithDescriptor<getMulticastTtl>, companion),
      method("setBroadcast", callWithFlag<setBroadcast>, companion),
      method("setMulticastLoopback", callWithFlag<setMulticastLoopback>, companion),
      method("setMulticastInterface", callSetMulticastInterface, companion),
      method("joinGroup", callJoinGroup, companion),
      method("leaveGroup", callLeaveGroup, companion),
      method("sendDatagram", callSendDatagram, companion),
      method("bindDatagram", callBindDatagram, companion),
      method("connectDatagram", callConnectDatagram, companion),
      method("disconnectDatagram", callWithDescriptor<disconnectDatagram>, companion),
      method("receiveDatagram", callReceiveDatagram, companion),
      method("getSendBufferSize", callWithDescriptor<getSendBufferSize>, companion),
      method("setSendBufferSize", callWithDescriptorAndValue<setSendBufferSize>, companion),
      method("getReceiveBufferSize", callWithDescriptor<getReceiveBufferSize>, companion),
      method("setReceiveBufferSize", callWithDescriptorAndValue<setReceiveBufferSize>, companion),
      method("pendingBytes", callWithDescriptor<pendingBytes>, companion),
      method("takenBytes", callWithDescriptor<takenBytes>, companion),
      method("writableBytes", callWithDescriptor<writableBytes>, companion),
      method("shutDown", callWithDescriptorAndValue<shutDown>, companion),
      method("resetConnection", callWithDescriptor<resetConnection>, companion),
      method("setNoDelay", callWithFlag<setNoDelay>, companion),
      method("setKeepAlive", callWithFlag<setKeepAlive>, companion),
      method("connectTo", callConnectTo, companion),
      method("connectionError", callWithDescriptor<connectionError>, companion),
      method("sendBytes", callSendBytes, companion),
      method("receiveBytes", callReceiveBytes, companion),
      method("watchReadable", callWatchReadable, companion),
      method("awaitReadable", callAwaitReadable, companion),
      method("watchWritable", callWatchWritable, companion),
      method("awaitWritable", callAwaitWritable, companion),
      method("reservePort", callReservePort, companion),
      method("reserveStreamPort", callReserveStreamPort, companion),
      method("reservedPort", callReservedPort, companion),
      method("offerPort", callOfferPort, companion),
      method("confirmPort", callConfirmPort, companion),
      method("takeDatagram", callTakeDatagram, companion),
      method("releasePort", callReleasePort, companion),
  };
  if (napi_define_properties(env, exports, sizeof methods / sizeof methods[0], methods) != napi_ok) {
    napi_throw_error(env, nullptr, "taro_harmony_socket: the engine refuses the module's functions");
  }
  return exports;
}

}  // namespace

#if defined(__OHOS__)
namespace {

napi_module module = {1, 0, nullptr, defineFunctions, "taro_harmony_socket", nullptr, {}};

/** The loader runs it when it loads the library. */
__attribute__((constructor)) void registerModule() {
  napi_module_register(&module);
}

}  // namespace
#else
NAPI_MODULE_INIT() {
  return defineFunctions(env, exports);
}
#endif
