import type { Contender } from '../contenders/contender.ts';
import type { Peer } from '../peer/peer.ts';
import type { Session, Workload } from './workload.ts';

/** What can vary between workloads that open and close sockets. */
interface LifecycleOptions {
  readonly name: string;
  readonly title: string;
  /** So many sockets at the same time. */
  readonly perRun: number;
}

/** Sockets that connect and close, all at once. From OpenHarmony 6.0 on the native close takes up to half a second. */
export function connectAndClose({ name, title, perRun }: LifecycleOptions): Workload {
  return {
    name,
    title,
    unit: 'sockets',
    perRun,
    isSlow: true,
    async open(contender: Contender, peer: Peer, onFailure: (error: Error) => void): Promise<Session> {
      const port = await peer.start({ service: 'tcpAccept' });
      return openAndClose(perRun, () => contender.connectStream(port, { listeners: [() => {}], onFailure }));
    }
  };
}

/** Sockets that bind to a free port and close, all at once. */
export function bindAndClose({ name, title, perRun }: LifecycleOptions): Workload {
  return {
    name,
    title,
    unit: 'sockets',
    perRun,
    isSlow: true,
    open: (contender: Contender, _peer: Peer, onFailure: (error: Error) => void): Promise<Session> =>
      Promise.resolve(
        openAndClose(perRun, () => contender.bindDatagram({ listeners: [() => {}], onFailure }))
      )
  };
}

/** Sockets that connect; the clock stops before they close. */
export function connectAlone({ name, title, perRun }: LifecycleOptions): Workload {
  return {
    name,
    title,
    unit: 'sockets',
    perRun,
    async open(contender: Contender, peer: Peer, onFailure: (error: Error) => void): Promise<Session> {
      const port = await peer.start({ service: 'tcpAccept' });
      const closing: Promise<void>[] = [];
      return {
        async run() {
          for (let i = 0; i < perRun; i++) {
            const end = await contender.connectStream(port, { listeners: [() => {}], onFailure });
            closing.push(end.close());
          }
        },
        verify: () => {},
        close: async () => void (await Promise.all(closing))
      };
    }
  };
}

interface Closable {
  close(): Promise<void>;
}

/** A socket that neither opens nor closes is missed by the measurement's time-out. */
function openAndClose(count: number, open: () => Promise<Closable>): Session {
  const openAndCloseOne = async (): Promise<void> => {
    const end = await open();
    await end.close();
  };
  return {
    run: async () => void (await Promise.all(Array.from({ length: count }, openAndCloseOne))),
    verify: () => {},
    close: () => Promise.resolve()
  };
}
