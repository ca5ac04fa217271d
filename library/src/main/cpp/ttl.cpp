#include "ttl.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "socketKind.h"

namespace {

int setTimeToLive(int fd, int ttl) {
  const int result = writeOption(fd, IPPROTO_IP, IP_TTL, ttl);
  return result < 0 ? result : writeOption(fd, IPPROTO_IP, IP_MULTICAST_TTL, ttl);
}

int setHopLimit(int fd, int ttl) {
  const int result = writeOption(fd, IPPROTO_IPV6, IPV6_UNICAST_HOPS, ttl);
  return result < 0 ? result : writeOption(fd, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, ttl);
}

int writeHops(int fd, int nameForIpv4, int nameForIpv6, int hops) {
  const int family = familyOfSocket(fd, Transport::Udp);
  if (family < 0) {
    return family;
  }
  return family == AF_INET ? writeOption(fd, IPPROTO_IP, nameForIpv4, hops)
                           : writeOption(fd, IPPROTO_IPV6, nameForIpv6, hops);
}

int readHops(int fd, int nameForIpv4, int nameForIpv6) {
  const int family = familyOfSocket(fd, Transport::Udp);
  if (family < 0) {
    return family;
  }
  int hops = 0;
  const int result = family == AF_INET ? readOption(fd, IPPROTO_IP, nameForIpv4, hops)
                                       : readOption(fd, IPPROTO_IPV6, nameForIpv6, hops);
  return result < 0 ? result : hops;
}

}  // namespace

int setTtl(int fd, int ttl) {
  if (ttl < LOWEST_TTL || ttl > HIGHEST_TTL) {
    return -EINVAL;
  }
  const int family = familyOfSocket(fd, Transport::Udp);
  if (family < 0) {
    return family;
  }
  if (family == AF_INET) {
    return setTimeToLive(fd, ttl);
  }
  int isIpv6Only = 0;
  int result = readOption(fd, IPPROTO_IPV6, IPV6_V6ONLY, isIpv6Only);
  if (result == 0) {
    result = setHopLimit(fd, ttl);
  }
  if (result == 0 && isIpv6Only == 0) {
    result = setTimeToLive(fd, ttl);
  }
  return result;
}

int setUnicastTtl(int fd, int ttl) {
  const bool isInRange = ttl >= LOWEST_TTL && ttl <= HIGHEST_TTL;
  return isInRange ? writeHops(fd, IP_TTL, IPV6_UNICAST_HOPS, ttl) : -EINVAL;
}

int setMulticastTtl(int fd, int ttl) {
  const bool isInRange = ttl >= 0 && ttl <= HIGHEST_TTL;
  return isInRange ? writeHops(fd, IP_MULTICAST_TTL, IPV6_MULTICAST_HOPS, ttl) : -EINVAL;
}

int getTtl(int fd) {
  return readHops(fd, IP_TTL, IPV6_UNICAST_HOPS);
}

int getMulticastTtl(int fd) {
  return readHops(fd, IP_MULTICAST_TTL, IPV6_MULTICAST_HOPS);
}
