import type { Contender, End, Transport } from '../contenders/contender.ts';
import type { Peer } from '../peer/peer.ts';
import type { Open } from './workload.ts';

interface Lives {
  readonly transport: Transport;
  /** How many sockets. */
  readonly perRun: number;
}

/** Sockets that open, one after the other; the clock stops before they close. */
export function opening({ transport, perRun }: Lives): Open {
  return async (contender, peer, onFailure) => {
    const open = await opener(transport, contender, peer, onFailure);
    const closing: Promise<void>[] = [];
    return {
      async run() {
        for (let i = 0; i < perRun; i++) closing.push((await open()).close());
      },
      close: async () => void (await Promise.all(closing))
    };
  };
}

/**
 * Sockets that open and close, all at once: from OpenHarmony 6.0 on the native close takes up to half a second. One that does
 * neither is missed by the measurement's time-out.
 */
export function openingAndClosing({ transport, perRun }: Lives): Open {
  return async (contender, peer, onFailure) => {
    const open = await opener(transport, contender, peer, onFailure);
    const live = async (): Promise<void> => (await open()).close();
    return {
      run: async () => void (await Promise.all(Array.from({ length: perRun }, live))),
      close: () => Promise.resolve()
    };
  };
}

/** What opens sockets that nothing comes to. */
export async function opener(
  transport: Transport,
  contender: Contender,
  peer: Pick<Peer, 'start'>,
  onFailure: (error: Error) => void
): Promise<() => Promise<End>> {
  const address = await peer.start(transport, 'accept', {});
  return () => contender.open[transport]({ ...address, listeners: [() => {}], onFailure });
}
