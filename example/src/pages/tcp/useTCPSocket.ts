import { createTCPSocket, useUnload } from '@tarojs/taro';
import type { TCPSocket } from '@tarojs/taro';
import { useRef, useState } from 'react';

import { describeError } from '../../log/describeError';
import type { LogWriter } from '../../log/useLog';
import type { Payload } from '../../payload/payload';

export type TCPState = 'idle' | 'connecting' | 'connected' | 'closed';

export interface TCPControls {
  state: TCPState;
  /** Opens a new connection; the one before has to be closed. */
  connect: (address: string, port: number) => void;
  /** Sends on the open connection. */
  write: (payload: Payload) => void;
  close: () => void;
}

/** `receive` gets the pieces of the stream in order, as TCP hands them out; `opened` runs before the first. */
export function useTCPSocket(
  log: LogWriter,
  opened: () => void,
  receive: (piece: Uint8Array, peer: string) => void
): TCPControls {
  const [state, setState] = useState<TCPState>('idle');
  const socketRef = useRef<TCPSocket | null>(null);
  const peerRef = useRef('');

  const connect = (address: string, port: number) => {
    const socket = createTCPSocket();
    socketRef.current = socket;
    peerRef.current = `${address}:${port}`;
    setState('connecting');
    socket.onConnect(() => {
      setState('connected');
      log.add({ kind: 'state', text: `connected to ${address}:${port}` });
    });
    socket.onMessage(({ message, remoteInfo }) => {
      receive(new Uint8Array(message), `${remoteInfo.address}:${remoteInfo.port}`);
    });
    socket.onError((error) => log.add({ kind: 'error', text: describeError(error) }));
    socket.onClose(() => {
      setState('closed');
      log.add({ kind: 'state', text: 'closed' });
    });
    opened();
    socket.connect({ address, port });
  };

  const write = (payload: Payload) => {
    socketRef.current?.write(payload.message);
    log.add({ kind: 'sent', peer: peerRef.current, bytes: payload.bytes });
  };

  const close = () => socketRef.current?.close();
  useUnload(close);

  return { state, connect, write, close };
}
