import Taro, { useUnload } from '@tarojs/taro';
import { useRef, useState } from 'react';

import { describeError } from '../../log/describeError';
import type { LogWriter } from '../../log/useLog';
import type { Payload } from '../../payload/payload';

export type UDPState = { name: 'unbound' } | { name: 'binding' } | { name: 'bound'; port: number };

export interface UDPControls {
  state: UDPState;
  /** Binds to `port`; 0 takes a free port. */
  bind: (port: number) => void;
  /** Sends one datagram. Binds to a free port first if needed, so that an answer can arrive. */
  send: (address: string, port: number, payload: Payload) => void;
  close: () => void;
}

export function useUDPSocket(log: LogWriter): UDPControls {
  const [state, setState] = useState<UDPState>({ name: 'unbound' });
  const socketRef = useRef<Taro.UDPSocket | null>(null);

  const bind = (port: number): Taro.UDPSocket => {
    const socket = Taro.createUDPSocket();
    let listening = false;
    socketRef.current = socket;
    setState({ name: 'binding' });
    socket.onListening(() => {
      listening = true;
      setState({ name: 'bound', port: boundPort });
      log.add({ kind: 'state', text: `bound to port ${boundPort}` });
    });
    socket.onMessage(({ message, remoteInfo }) => {
      log.add({
        kind: 'received',
        peer: `${remoteInfo.address}:${remoteInfo.port}`,
        bytes: new Uint8Array(message)
      });
    });
    socket.onError((error) => {
      log.add({ kind: 'error', text: describeError(error) });
      if (!listening) {
        // A socket that failed to bind is of no further use.
        socket.close();
      }
    });
    socket.onClose(() => {
      log.add({ kind: 'state', text: 'closed' });
      if (socketRef.current === socket) {
        socketRef.current = null;
        setState({ name: 'unbound' });
      }
    });
    const boundPort = socket.bind(port);
    return socket;
  };

  const send = (address: string, port: number, payload: Payload) => {
    const socket = socketRef.current ?? bind(0);
    socket.send({ address, port, message: payload.message });
    log.add({ kind: 'sent', peer: `${address}:${port}`, bytes: payload.bytes });
  };

  const close = () => socketRef.current?.close();
  useUnload(close);

  return { state, bind, send, close };
}
