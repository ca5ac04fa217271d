import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { closeAtEnd } from './opened.ts';

export const ADDRESS = '127.0.0.1';

/** An owner of a stream that does not care. */
export const NOBODY = {
  onData: (): void => undefined,
  onPeerClosed: (): void => undefined,
  onHostError: (): void => undefined,
  onSent: (): void => undefined
};

export function closed(one: { close(done: () => void): void }): Promise<void> {
  return new Promise((resolve) => one.close(resolve));
}

/** Where a server of Node's listens, which ends with the test, and so do its connections. */
export async function listeningPort(
  onConnection: (peer: net.Socket) => void = () => undefined
): Promise<number> {
  const server = net.createServer((peer) => {
    closeAtEnd(() => peer.destroy());
    onConnection(peer);
  });
  server.listen(0, ADDRESS);
  await once(server, 'listening');
  closeAtEnd(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}
