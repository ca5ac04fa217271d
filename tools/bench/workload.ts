import type { Address, Contender, End, Listener, SocketOptions, Transport } from './contenders/contender.ts';
import { library } from './contenders/library.ts';
import { node } from './contenders/node.ts';
import { raw } from './contenders/raw.ts';
import type { Flow } from './flow.ts';
import { type Meter, times } from './meters.ts';
import type { Peer } from './peer.ts';
import { type Entrant, measureInTurn, type Row, type Session } from './rounds.ts';
import type { ServiceName } from './services.ts';
import { CURVE_END, type Target } from './targets.ts';

/** What one run does. */
export interface Work extends Flow, Pick<SocketOptions, 'host' | 'noDelay'> {
  readonly transport: Transport;
  /** In how many parts a request goes out. */
  readonly parts?: number;
  /** How many functions are called for each message; the first one counts. */
  readonly listeners?: number;
  /** Whether the clock stops when the calls have returned, and not when the peer has everything. */
  readonly isOverWithCalls?: boolean;
  /** How many sockets are open that do nothing. */
  readonly idle?: number;
}

/** What a contender does its work with. */
export interface Line {
  readonly contender: string;
  /** Starts a service of the peer, to which sockets are opened from now on. */
  readonly start: (service: ServiceName) => Promise<Address>;
  readonly open: (...listeners: Listener[]) => Promise<End>;
  /** Closes all sockets; those that are left at the end close by themselves. */
  readonly closeAll: () => Promise<void>;
  /** Of all that a sink receives in the next run. */
  readonly nextChecksum: () => Promise<number>;
}

/** A way to do a work: how to open its session. */
export type Open = (work: Work, line: Line) => Promise<Session>;

/** Something that sockets do, in a way that all contenders can do it. */
export interface Workload extends Work {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  readonly open: Open;
  /** What the medians are held against. */
  readonly target?: Target | undefined;
  /** {@link times} when absent. */
  readonly meter?: Meter;
  /** Makes it a curve, the same with more and more of something: what a point changes. */
  readonly curve?: (point: number) => Partial<Work>;
  /** How many rounds of a group count: 31 when absent; fewer where a round consists of waiting or opens many sockets. */
  readonly rounds?: number;
  /**
   * Who has sockets open at the same time. When absent the library and raw calls, and then plain Node: the garbage that it
   * leaves would be collected at the expense of whoever comes next, which would be the same one each time.
   */
  readonly groups?: readonly (readonly Contender[])[];
  /** Why it is not measured here. @param isRough whether a rough picture of everything is wanted */
  readonly skip?: (isRough: boolean) => string | undefined;
}

const ROUNDS = 31;
/** A rough picture takes so much less. */
const QUICK_SHARE = 1 / 8;
const POINTS: readonly number[] = [1, 10, 100, 1000, CURVE_END];

/** @returns a row, or one for each point of a curve */
export async function measureWorkload(workload: Workload, peer: Peer, isQuick: boolean): Promise<Row[]> {
  const { title, open, curve, meter = times, groups = [[library, raw], [node]] } = workload;
  const rounds = Math.ceil((workload.rounds ?? ROUNDS) * (isQuick ? QUICK_SHARE : 1));
  const measureRow = async (label: string, work: Work): Promise<Row> => {
    const entrants = groups.map((group) => group.map((each) => entrantOf(each, open, work, peer)));
    return {
      label,
      figures: await measureInTurn(entrants, { meter, count: work.count, rounds }, peer.failed)
    };
  };
  if (curve === undefined) return [await measureRow(title, workload)];
  const rows: Row[] = [];
  for (const point of isQuick ? POINTS.slice(0, -1) : POINTS)
    rows.push(await measureRow(`${point}`, { ...workload, ...curve(point) }));
  return rows;
}

/** A contender that does the work. */
function entrantOf(contender: Contender, open: Open, work: Work, peer: Peer): Entrant {
  const ends = new Set<End>();
  const closeAll = async (): Promise<void> => {
    const closing = [...ends].map((end) => end.close());
    ends.clear();
    await Promise.all(closing);
  };
  return {
    name: contender.name,
    open(onFailure) {
      let address: Address;
      return open(work, {
        contender: contender.name,
        start: async (service) => (address = await peer.start(service, work.transport, work)),
        async open(...listeners) {
          const end = await contender[work.transport]({ ...work, ...address, onFailure, listeners });
          ends.add(end);
          return end;
        },
        closeAll,
        nextChecksum: () => peer.checksum()
      });
    },
    close: closeAll
  };
}
