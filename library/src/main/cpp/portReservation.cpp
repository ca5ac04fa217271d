#include "portReservation.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reservationSocket.h"
#include "socketAddress.h"
#include "socketKind.h"

namespace {

constexpr int HIGHEST_GENERATION = 1 << 20;

int idOf(const PortReservations& reservations, const Reservation& entry) {
  return entry.generation * MOST_RESERVATIONS + static_cast<int>(&entry - reservations.entries);
}

Reservation* freeEntry(PortReservations& reservations) {
  for (Reservation& entry : reservations.entries) {
    if (!entry.isHeld) {
      return &entry;
    }
  }
  return nullptr;
}

/** 0 if there is none, which no socket has. */
ino_t socketBehind(int fd) {
  struct stat status = {};
  return fstat(fd, &status) == 0 && S_ISSOCK(status.st_mode) ? status.st_ino : 0;
}

Reservation* find(PortReservations& reservations, int id) {
  if (id < 0) {
    return nullptr;
  }
  Reservation& entry = reservations.entries[id % MOST_RESERVATIONS];
  return entry.isHeld && idOf(reservations, entry) == id ? &entry : nullptr;
}

void release(Reservation& entry) {
  if (socketBehind(entry.fd) == entry.socket) {
    close(entry.fd);
  }
  entry.isHeld = false;
}

}  // namespace

int reservePort(PortReservations& reservations, int type, int family, const char* address, int port) {
  Reservation* entry = freeEntry(reservations);
  if (entry == nullptr) {
    return -EMFILE;
  }
  SocketAddress local;
  const int result = parseAddress(family, address, port, local);
  if (result < 0) {
    return result;
  }
  const int fd = openReservation(type, local);
  if (fd < 0) {
    return fd;
  }
  entry->isHeld = true;
  entry->fd = fd;
  entry->socket = socketBehind(fd);
  entry->generation = entry->generation % HIGHEST_GENERATION + 1;
  return idOf(reservations, *entry);
}

int reservedSocket(PortReservations& reservations, int id) {
  const Reservation* entry = find(reservations, id);
  return entry != nullptr && socketBehind(entry->fd) == entry->socket ? entry->fd : -EBADF;
}

int reservedPort(PortReservations& reservations, int id) {
  const int fd = reservedSocket(reservations, id);
  SocketAddress local;
  const int result = fd < 0 ? fd : localAddress(fd, local);
  return result < 0 ? result : portOf(local);
}

int offerPort(PortReservations& reservations, int id) {
  const int fd = reservedSocket(reservations, id);
  return fd < 0 ? fd : writeOption(fd, SOL_SOCKET, SO_REUSEADDR, 1);
}

int confirmPort(PortReservations& reservations, int id, int fd) {
  const int reserved = reservedSocket(reservations, id);
  if (reserved < 0) {
    return reserved;
  }
  const int family = familyOfSocket(fd, Transport::Udp);
  if (family < 0) {
    return family;
  }
  SocketAddress expected;
  SocketAddress actual;
  int result = localAddress(reserved, expected);
  if (result == 0) {
    result = localAddress(fd, actual);
  }
  if (result < 0) {
    return result;
  }
  return isSame(expected, actual) ? writeOption(fd, SOL_SOCKET, SO_REUSEADDR, 0) : -EADDRINUSE;
}

int releasePort(PortReservations& reservations, int id) {
  Reservation* entry = find(reservations, id);
  if (entry == nullptr) {
    return -EBADF;
  }
  release(*entry);
  return 0;
}

void releaseAllPorts(PortReservations& reservations) {
  for (Reservation& entry : reservations.entries) {
    if (entry.isHeld) {
      release(entry);
    }
  }
}
