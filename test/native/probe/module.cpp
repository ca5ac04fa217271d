// An addon for Node.js with Linux's socket calls, for tests only.

#include <errno.h>
#include <limits.h>
#include <sys/socket.h>

#include "../../../library/src/main/cpp/napi/arguments.h"
#include "../../../library/src/main/cpp/napi/descriptorFunctions.h"
#include "../../../library/src/main/cpp/napi/results.h"
#include "systemCalls.h"

namespace {

constexpr size_t ADDRESS_SIZE = 64;

/** The arguments from `index` on: an address of the socket's family in text, and a port. */
int readAddress(const Arguments& arguments, int fd, size_t index, SocketAddress& address) {
  char text[ADDRESS_SIZE];
  int port = 0;
  if (!arguments.readText(index, text, sizeof text) || !arguments.readInteger(index + 1, 0, 65535, port)) {
    return -EINVAL;
  }
  const int family = getOption(fd, SOL_SOCKET, SO_DOMAIN);
  return family < 0 ? family : parseAddress(family, text, port, address);
}

template <int (*Function)(int fd, const SocketAddress& address)>
napi_value callWithAddress(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  int fd = 0;
  SocketAddress address;
  if (!arguments.readInteger(0, INT_MIN, INT_MAX, fd)) {
    return numberOf(env, -EINVAL);
  }
  const int result = readAddress(arguments, fd, 1, address);
  return numberOf(env, result < 0 ? result : Function(fd, address));
}

napi_value callSendText(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  int fd = 0;
  char text[LONGEST_TEXT];
  SocketAddress address;
  if (!arguments.readInteger(0, INT_MIN, INT_MAX, fd) || !arguments.readText(1, text, sizeof text)) {
    return numberOf(env, -EINVAL);
  }
  const int result = readAddress(arguments, fd, 2, address);
  return numberOf(env, result < 0 ? result : sendText(fd, text, address));
}

napi_value callReceiveDatagram(napi_env env, napi_callback_info info) {
  const Arguments arguments(env, info);
  int fd = 0;
  if (!arguments.readInteger(0, INT_MIN, INT_MAX, fd)) {
    return numberOf(env, -EINVAL);
  }
  ReceivedDatagram datagram;
  const int size = receiveDatagram(fd, datagram);
  if (size < 0) {
    return numberOf(env, size);
  }
  napi_value result = nullptr;
  napi_value text = nullptr;
  napi_create_object(env, &result);
  napi_create_string_utf8(env, datagram.text, static_cast<size_t>(size), &text);
  napi_set_named_property(env, result, "text", text);
  napi_set_named_property(env, result, "ttl", numberOf(env, datagram.ttl));
  return result;
}

/** Reads so many integers. @returns whether all of them are there */
template <size_t Count>
bool readIntegers(const Arguments& arguments, int (&values)[Count]) {
  for (size_t i = 0; i < Count; i++) {
    if (!arguments.readInteger(i, INT_MIN, INT_MAX, values[i])) {
      return false;
    }
  }
  return true;
}

napi_value callGetOption(napi_env env, napi_callback_info info) {
  int values[3];
  const bool isRead = readIntegers(Arguments(env, info), values);
  return numberOf(env, isRead ? getOption(values[0], values[1], values[2]) : -EINVAL);
}

napi_value callSetOption(napi_env env, napi_callback_info info) {
  int values[4];
  const bool isRead = readIntegers(Arguments(env, info), values);
  return numberOf(env, isRead ? setOption(values[0], values[1], values[2], values[3]) : -EINVAL);
}

int localPort(int fd) {
  SocketAddress address;
  const int result = localAddress(fd, address);
  return result < 0 ? result : portOf(address);
}

napi_property_descriptor method(const char* name, napi_callback function) {
  return {name, nullptr, function, nullptr, nullptr, nullptr, napi_default, nullptr};
}

}  // namespace

NAPI_MODULE_INIT() {
  const napi_property_descriptor methods[] = {
      method("openSocket", callWithDescriptorAndValue<openSocket>),
      method("close", callWithDescriptor<closeDescriptor>),
      method("bind", callWithAddress<bindTo>),
      method("connect", callWithAddress<connectTo>),
      method("listen", callWithDescriptor<listenOn>),
      method("accept", callWithDescriptor<acceptFrom>),
      method("localPort", callWithDescriptor<localPort>),
      method("getOption", callGetOption),
      method("setOption", callSetOption),
      method("sendText", callSendText),
      method("receiveDatagram", callReceiveDatagram),
      method("pollForSending", callWithDescriptor<pollForSending>),
      method("sendBytes", callWithDescriptorAndValue<sendBytes>),
      method("receiveBytes", callWithDescriptorAndValue<receiveBytes>),
      method("dropPackets", callWithDescriptorAndValue<dropPackets>),
  };
  napi_define_properties(env, exports, sizeof methods / sizeof methods[0], methods);
  return exports;
}
