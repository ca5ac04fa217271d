import { setTimeout as delay } from 'node:timers/promises';

const SOCKET_RESOURCES = new Set(['UDPWrap', 'TCPSocketWrap', 'TCPServerWrap']);
const POLL_INTERVAL = 20;

/**
 * Waits until this process has no open UDP or TCP socket.
 *
 * @param limit milliseconds
 * @returns nothing, or one line that names the kinds of sockets still open at the limit
 */
export async function openSocketsAfter(limit: number): Promise<string[]> {
  const end = performance.now() + limit;
  for (;;) {
    await delay(POLL_INTERVAL);
    const open = process.getActiveResourcesInfo().filter((resource) => SOCKET_RESOURCES.has(resource));
    if (open.length === 0) return [];
    if (performance.now() >= end) return [`sockets left open after the last test: ${open.join(', ')}`];
  }
}
