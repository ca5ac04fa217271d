import type { TCPSocket } from '../../../library/Index.ets';

/** What is done in each place. */
export interface HybridWork {
  readonly host: string;
  readonly echoPort: number;
  readonly sinkPort: number;
  /** How many bytes the sink answers at the end. */
  readonly acknowledgement: number;
  /** Round trips of 64 bytes. */
  readonly trips: number;
  /** Writes of 64 KiB in one turn. */
  readonly writes: number;
}

/** In microseconds, of one. */
export interface HybridTimes {
  readonly roundTrip: number;
  readonly write: number;
}

/** Does the work and times it. A page gets the text of this function, so it uses nothing from outside of itself. */
export async function timeHybrid(create: () => TCPSocket, work: HybridWork): Promise<HybridTimes> {
  const open = async (
    port: number
  ): Promise<{ tcp: TCPSocket; receive: (count: number) => Promise<void> }> => {
    const tcp = create();
    let received = 0;
    let wanted = Infinity;
    let proceed = (): void => undefined;
    tcp.onMessage(({ message }) => {
      received += message.byteLength;
      if (received >= wanted) proceed();
    });
    await new Promise<void>((resolve, reject) => {
      tcp.onConnect(() => resolve());
      tcp.onError(({ errMsg }) => reject(new Error(errMsg)));
      tcp.connect({ address: work.host, port });
    });
    const receive = (count: number): Promise<void> =>
      new Promise((resolve) => {
        wanted = count;
        proceed = resolve;
        if (received >= wanted) resolve();
      });
    return { tcp, receive };
  };
  const time = async (count: number, run: () => Promise<void>): Promise<number> => {
    const start = performance.now();
    await run();
    return ((performance.now() - start) * 1000) / count;
  };

  const echo = await open(work.echoPort);
  const small = new Uint8Array(64).fill(7).buffer;
  const roundTrip = await time(work.trips, async () => {
    for (let trip = 1; trip <= work.trips; trip++) {
      echo.tcp.write(small);
      await echo.receive(trip * 64);
    }
  });
  echo.tcp.close();

  const sink = await open(work.sinkPort);
  const large = new Uint8Array(65_536).fill(7).buffer;
  const write = await time(work.writes, async () => {
    for (let count = 0; count < work.writes; count++) sink.tcp.write(large);
    await sink.receive(work.acknowledgement);
  });
  sink.tcp.close();
  return { roundTrip, write };
}
