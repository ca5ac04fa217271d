import type { Open, Session } from './workload.ts';

const listeners = [(): void => {}];

/** Sockets that connect and close, all at once. From OpenHarmony 6.0 on the native close takes up to half a second. */
export function connectAndClose(count: number): Open {
  return async (contender, peer, onFailure) => {
    const port = await peer.start('tcpAccept', {});
    return openAndClose(count, () => contender.connectStream(port, { listeners, onFailure }));
  };
}

/** Sockets that bind to a free port and close, all at once. */
export function bindAndClose(count: number): Open {
  return (contender, _peer, onFailure) =>
    Promise.resolve(openAndClose(count, () => contender.bindDatagram({ listeners, onFailure })));
}

/** Sockets that connect; the clock stops before they close. */
export function connectAlone(count: number): Open {
  return async (contender, peer, onFailure) => {
    const port = await peer.start('tcpAccept', {});
    const closing: Promise<void>[] = [];
    return {
      async run() {
        for (let i = 0; i < count; i++) {
          closing.push((await contender.connectStream(port, { listeners, onFailure })).close());
        }
      },
      close: async () => void (await Promise.all(closing))
    };
  };
}

/** A socket that neither opens nor closes is missed by the measurement's time-out. */
function openAndClose(count: number, open: () => Promise<{ close(): Promise<void> }>): Session {
  const openAndCloseOne = async (): Promise<void> => (await open()).close();
  return {
    run: async () => void (await Promise.all(Array.from({ length: count }, openAndCloseOne))),
    close: () => Promise.resolve()
  };
}
