#include "socketAddress.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

namespace {

const void* hostOf(const SocketAddress& address) {
  return address.any.sa_family == AF_INET ? static_cast<const void*>(&address.ipv4.sin_addr)
                                          : static_cast<const void*>(&address.ipv6.sin6_addr);
}

size_t hostSize(const SocketAddress& address) {
  return address.any.sa_family == AF_INET ? sizeof address.ipv4.sin_addr : sizeof address.ipv6.sin6_addr;
}

}  // namespace

int parseAddress(int family, const char* text, int port, SocketAddress& address) {
  memset(&address, 0, sizeof address);
  address.any.sa_family = static_cast<sa_family_t>(family);
  setPort(address, port);
  // Zero is the address for all: INADDR_ANY and in6addr_any.
  const bool isParsed = text == nullptr || inet_pton(family, text, const_cast<void*>(hostOf(address))) == 1;
  return isParsed ? 0 : -EINVAL;
}

int parseEndpoint(const char* text, int port, SocketAddress& address) {
  const char* zone = strchr(text, '%');
  if (zone == nullptr) {
    const int family = strchr(text, ':') == nullptr ? AF_INET : AF_INET6;
    return parseAddress(family, text, port, address);
  }
  char plain[ADDRESS_TEXT_SIZE] = {};
  const auto length = static_cast<size_t>(zone - text);
  if (length >= sizeof plain) {
    return -EINVAL;
  }
  memcpy(plain, text, length);
  const int result = parseAddress(AF_INET6, plain, port, address);
  if (result == 0) {
    address.ipv6.sin6_scope_id = if_nametoindex(zone + 1);
  }
  return result;
}

int localAddress(int fd, SocketAddress& address) {
  memset(&address, 0, sizeof address);
  socklen_t size = sizeof address;
  return getsockname(fd, &address.any, &size) == 0 ? 0 : -errno;
}

int remoteAddress(int fd, SocketAddress& address) {
  memset(&address, 0, sizeof address);
  socklen_t size = sizeof address;
  return getpeername(fd, &address.any, &size) == 0 ? 0 : -errno;
}

socklen_t lengthOf(const SocketAddress& address) {
  return address.any.sa_family == AF_INET ? sizeof address.ipv4 : sizeof address.ipv6;
}

int portOf(const SocketAddress& address) {
  return ntohs(address.any.sa_family == AF_INET ? address.ipv4.sin_port : address.ipv6.sin6_port);
}

void setPort(SocketAddress& address, int port) {
  const in_port_t value = htons(static_cast<uint16_t>(port));
  if (address.any.sa_family == AF_INET) {
    address.ipv4.sin_port = value;
  } else {
    address.ipv6.sin6_port = value;
  }
}

bool isSame(const SocketAddress& first, const SocketAddress& second) {
  return first.any.sa_family == second.any.sa_family && portOf(first) == portOf(second) &&
         memcmp(hostOf(first), hostOf(second), hostSize(first)) == 0;
}

void formatAddress(const SocketAddress& address, char* text) {
  if (inet_ntop(address.any.sa_family, hostOf(address), text, ADDRESS_TEXT_SIZE) == nullptr) {
    text[0] = '\0';
  }
}

void formatScopedAddress(const SocketAddress& address, char* text) {
  formatAddress(address, text);
  if (address.any.sa_family != AF_INET6 || !IN6_IS_ADDR_LINKLOCAL(&address.ipv6.sin6_addr)) {
    return;
  }
  char* zone = text + strlen(text);
  if (if_indextoname(address.ipv6.sin6_scope_id, zone + 1) != nullptr) {
    *zone = '%';
  }
}
