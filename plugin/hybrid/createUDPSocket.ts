import { draftOption, draftValue } from './draft.ts';
import { hideMembers } from './hideMembers.ts';
import { PageSocket } from './PageSocket.ts';
import { CREATE_UDP } from '../../library/src/main/ets/hybrid/Protocol.ets';
import type { UDPSocket } from '../../library/src/main/ets/wechat/UDPSocket.ets';

const ENDPOINT = ['address', 'port'] as const;
const DATAGRAM = [...ENDPOINT, 'message', 'offset', 'length', 'setBroadcast'] as const;

/** The methods work without their object, and JSON and proxies of it do no harm: it holds nothing else. */
export function createUDPSocket(type?: unknown): UDPSocket {
  const socket = new PageSocket('UDPSocket', draftValue(CREATE_UDP, type), [
    'onClose',
    'onListening',
    'onMessage'
  ]);
  return hideMembers({
    ...socket.listenerMethods(),
    bind: (port?: unknown): number => socket.ask('bind', () => draftValue('bind', port)) ?? -1,
    setTTL: (ttl: unknown): void => socket.send('setTTL', () => draftValue('setTTL', ttl)),
    connect: (option: unknown): void =>
      socket.send('connect', () => draftOption('connect', option, ENDPOINT)),
    send: (option: unknown): void => socket.send('send', () => draftOption('send', option, DATAGRAM)),
    write: (option: unknown): void => socket.send('write', () => draftOption('write', option, DATAGRAM)),
    close: (): void => socket.close()
  }) as unknown as UDPSocket;
}
