import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
import { listening, type Log, type Net, watch } from './sideBySide.ts';

/** A connection: both ends, and the server that accepted one of them. */
export async function pair(
  net: Net,
  log: Log,
  options: { allowHalfOpen?: boolean; host?: string } = {}
): Promise<{ client: Socket; peer: Socket; server: Server }> {
  const { allowHalfOpen = false, host = '127.0.0.1' } = options;
  const server = net.createServer({ allowHalfOpen });
  const port = await listening(server, host);
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const client = watch(net.connect({ port, host, allowHalfOpen }), log, 'client ');
  const [[peer]] = await Promise.all([accepted, once(client, 'connect')]);
  return { client, peer, server };
}
