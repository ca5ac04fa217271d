#include "multicast.h"

#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "socketAddress.h"
#include "socketKind.h"

namespace {

/** An option that joins or leaves, with and without a source, for both versions. */
struct MembershipOptions {
  int ipv4;
  int ipv4Source;
  int ipv6;
  int ipv6Source;
};

constexpr MembershipOptions JOIN = {IP_ADD_MEMBERSHIP, IP_ADD_SOURCE_MEMBERSHIP, IPV6_ADD_MEMBERSHIP,
                                    MCAST_JOIN_SOURCE_GROUP};
constexpr MembershipOptions LEAVE = {IP_DROP_MEMBERSHIP, IP_DROP_SOURCE_MEMBERSHIP, IPV6_DROP_MEMBERSHIP,
                                     MCAST_LEAVE_SOURCE_GROUP};

template <typename Value>
int write(int fd, int level, int name, const Value& value) {
  return setsockopt(fd, level, name, &value, sizeof value) == 0 ? 0 : -errno;
}

/** An address of a certain version; nothing is all zeros. */
int parseOfFamily(int family, const char* text, SocketAddress& address) {
  const int result = parseAddress(family, nullptr, 0, address);
  if (result < 0 || text == nullptr) {
    return result;
  }
  const int parsed = parseEndpoint(text, 0, address);
  return parsed == 0 && address.any.sa_family != family ? -EINVAL : parsed;
}

int changeIpv4(int fd, const MembershipOptions& options, const SocketAddress& group, const SocketAddress& interface,
               const SocketAddress* source) {
  if (source == nullptr) {
    return write(fd, IPPROTO_IP, options.ipv4, ip_mreq{group.ipv4.sin_addr, interface.ipv4.sin_addr});
  }
  ip_mreq_source request = {};
  request.imr_multiaddr = group.ipv4.sin_addr;
  request.imr_interface = interface.ipv4.sin_addr;
  request.imr_sourceaddr = source->ipv4.sin_addr;
  return write(fd, IPPROTO_IP, options.ipv4Source, request);
}

int changeIpv6(int fd, const MembershipOptions& options, const SocketAddress& group, const SocketAddress& interface,
               const SocketAddress* source) {
  if (source == nullptr) {
    return write(fd, IPPROTO_IPV6, options.ipv6, ipv6_mreq{group.ipv6.sin6_addr, interface.ipv6.sin6_scope_id});
  }
  group_source_req request = {};
  request.gsr_interface = interface.ipv6.sin6_scope_id;
  memcpy(&request.gsr_group, &group.ipv6, sizeof group.ipv6);
  memcpy(&request.gsr_source, &source->ipv6, sizeof source->ipv6);
  return write(fd, IPPROTO_IPV6, options.ipv6Source, request);
}

int changeMembership(int fd, const MembershipOptions& options, const char* groupText, const char* interfaceText,
                     const char* sourceText) {
  SocketAddress group;
  SocketAddress interface;
  SocketAddress source;
  int result = parseEndpoint(groupText, 0, group);
  if (result == 0) {
    result = parseOfFamily(group.any.sa_family, interfaceText, interface);
  }
  if (result == 0) {
    result = parseOfFamily(group.any.sa_family, sourceText, source);
  }
  const int socketFamily = result < 0 ? result : familyOfSocket(fd, Transport::Udp);
  if (socketFamily < 0) {
    return socketFamily;
  }
  const auto change = group.any.sa_family == AF_INET ? changeIpv4 : changeIpv6;
  return change(fd, options, group, interface, sourceText == nullptr ? nullptr : &source);
}

}  // namespace

int joinGroup(int fd, const char* group, const char* interface, const char* source) {
  return changeMembership(fd, JOIN, group, interface, source);
}

int leaveGroup(int fd, const char* group, const char* interface, const char* source) {
  return changeMembership(fd, LEAVE, group, interface, source);
}

int setMulticastInterface(int fd, const char* interface) {
  SocketAddress address;
  const int result = parseEndpoint(interface, 0, address);
  const int socketFamily = result < 0 ? result : familyOfSocket(fd, Transport::Udp);
  if (socketFamily < 0) {
    return socketFamily;
  }
  return address.any.sa_family == AF_INET
             ? write(fd, IPPROTO_IP, IP_MULTICAST_IF, address.ipv4.sin_addr)
             : writeOption(fd, IPPROTO_IPV6, IPV6_MULTICAST_IF, static_cast<int>(address.ipv6.sin6_scope_id));
}

int setMulticastLoopback(int fd, int isOn) {
  const int family = familyOfSocket(fd, Transport::Udp);
  if (family < 0) {
    return family;
  }
  return family == AF_INET ? writeOption(fd, IPPROTO_IP, IP_MULTICAST_LOOP, isOn)
                           : writeOption(fd, IPPROTO_IPV6, IPV6_MULTICAST_LOOP, isOn);
}
