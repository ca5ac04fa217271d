import { draftOption, draftValue } from './draft.ts';
import { hideMembers } from './hideMembers.ts';
import { PageSocket } from './PageSocket.ts';
import { CREATE_UDP } from '../../library/src/main/ets/hybrid/Protocol.ets';
import type { UDPSocket } from '../../library/src/main/ets/wechat/UDPSocket.ets';

const ENDPOINT = ['address', 'port'] as const;
const DATAGRAM = [...ENDPOINT, 'message', 'offset', 'length', 'setBroadcast'] as const;

/** The ports of sockets whose close may be on its way over the message port. */
const closing = new Map<PageSocket, number>();

/** The methods work without their object, and JSON and proxies of it do no harm: it holds nothing else. */
export function createUDPSocket(type?: unknown): UDPSocket {
  const socket = new PageSocket('UDPSocket', CREATE_UDP, () => draftValue(CREATE_UDP, type), [
    'onClose',
    'onListening',
    'onMessage'
  ]);
  socket.onceClosed = (): unknown => closing.delete(socket);
  let bound: number | undefined;
  let promised: number | undefined;
  const bind = (given: unknown): number => {
    // Over the bridge it would overtake the close of the socket that has the port.
    const wanted = bound === undefined ? given : promised;
    promised = [...closing.values()].find((port) => wanted === port || wanted === String(port));
    const port = socket.ask('bind', () => draftValue('bind', given), promised);
    bound = port ?? bound;
    return port ?? -1;
  };
  return hideMembers({
    ...socket.listenerMethods(),
    bind,
    setTTL: (ttl: unknown): void => socket.send('setTTL', () => draftValue('setTTL', ttl)),
    connect: (option: unknown): void =>
      socket.send('connect', () => draftOption('connect', option, ENDPOINT)),
    send: (option: unknown): void => socket.send('send', () => draftOption('send', option, DATAGRAM)),
    write: (option: unknown): void => socket.send('write', () => draftOption('write', option, DATAGRAM)),
    close: (): void => {
      if (socket.close() && bound !== undefined) closing.set(socket, bound);
    }
  }) as unknown as UDPSocket;
}
