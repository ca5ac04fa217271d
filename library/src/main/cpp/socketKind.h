#pragma once

/** The kinds of socket that the companion works on. */
enum class Transport { Udp, Tcp, UdpOrTcp };

/**
 * What is behind a descriptor that came from outside: everything in the companion asks this first, so that a wrong or a
 * closed number changes nothing.
 *
 * @returns AF_INET or AF_INET6; -EBADF for a closed descriptor, -ENOTSOCK for a file, a pipe or a terminal, -EAFNOSUPPORT
 *     for a socket of another family, -EPROTOTYPE for one of another transport
 */
int familyOfSocket(int fd, Transport transport);

/**
 * The same for what is called for each message, with one system call where all is well, or two for a UDP socket that may be of
 * either kind: options of UDP's and of TCP's are read from their own sockets only.
 *
 * @returns 0, or a negative errno as above
 */
int requireTransport(int fd, Transport transport);

/** Reads an int option into `value`. @returns 0 or a negative errno */
int readOption(int fd, int level, int name, int& value);

/** Writes an int option. @returns 0 or a negative errno */
int writeOption(int fd, int level, int name, int value);
