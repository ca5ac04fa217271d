import { BUFFERED_AMOUNT, CREATE_TCP, TAKEN_BYTES } from '../../library/src/main/ets/hybrid/Protocol.ets';
import type { TCPSocket } from '../../library/src/main/ets/wechat/TCPSocket.ets';
import { byteCount, draftOption, draftValue, type Draft } from './draft.ts';
import { hideMembers } from './hideMembers.ts';
import { PageSocket } from './PageSocket.ts';
import { link } from './PageLink.ts';

const NO_TLS = 'TLS is not available in the page of a hybrid app';
const encoder = new TextEncoder();

/** The methods work without their object, and JSON and proxies of it do no harm: it holds nothing else. */
export function createTCPSocket(option?: unknown): TCPSocket {
  const isForbidden = isTlsWanted(option);
  const socket = new PageSocket(
    'TCPSocket',
    CREATE_TCP,
    () => draftOption(CREATE_TCP, option, ['type', 'highWaterMark']),
    ['onBindWifi', 'onClose', 'onConnect', 'onDrain', 'onMessage']
  );
  socket.mayUsePort = true;
  if (isForbidden) socket.refuse({ name: CREATE_TCP }, NO_TLS);
  let written = 0;
  const draftWrite = (data: unknown): Draft => {
    const draft = draftValue('write', typeof data === 'string' ? encoder.encode(data) : data);
    written += byteCount(draft);
    return draft;
  };
  return hideMembers({
    ...socket.listenerMethods(),
    connect: (given: unknown): void => {
      if (isForbidden) socket.refuse({ name: 'connect' }, NO_TLS);
      else socket.send('connect', () => draftOption('connect', given, ['address', 'port', 'timeout']));
    },
    startTLS: (): void => socket.refuse({ name: 'startTLS' }, NO_TLS),
    write: (data: unknown): void => socket.send('write', () => draftWrite(data)),
    close: (): void => void socket.close(),
    bindWifi: (given: unknown): void =>
      socket.send('bindWifi', () => draftOption('bindWifi', given, ['BSSID'])),
    get bufferedAmount(): number {
      if (!socket.isOpen) return 0;
      const [waiting, taken] = link
        .ask(socket, [{ name: BUFFERED_AMOUNT }, { name: TAKEN_BYTES }])
        .map(Number);
      // What the port has taken and the app has not got yet waits, too.
      return (waiting ?? 0) + Math.max(0, written - socket.refusedBytes - (taken ?? written));
    }
  }) as unknown as TCPSocket;
}

/** As the library sees it: who wants TLS must not get a plain connection. */
function isTlsWanted(option: unknown): boolean {
  try {
    const { tls } = (option ?? {}) as { tls?: unknown };
    return tls !== undefined && tls !== null && tls !== false;
  } catch {
    // A getter of the app's threw.
    return true;
  }
}
