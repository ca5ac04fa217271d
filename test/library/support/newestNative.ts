interface NativeSocket {
  close(): Promise<void>;
}

/** The native socket that was made last: from OpenHarmony 6.0 on, a property of globalThis refers to it. */
export function newestNative(kind: 'TCPSocket' | 'UDPSocket'): NativeSocket {
  return Reflect.get(globalThis, `${kind}EVENT_MANAGER`) as NativeSocket;
}
