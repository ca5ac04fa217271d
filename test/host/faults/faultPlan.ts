import { Chance } from '../socket/chance.ts';
import type { Fault, SocketIdentity } from './fault.ts';

const FIRST_SEED = 1;

/** A fault in the plan, with what it has met so far. */
interface Planned {
  readonly fault: Fault;
  met: number;
  hit: number;
}

/** A fault that was added. */
export interface FaultHandle {
  /** How often it has hit. */
  readonly hits: number;
  remove(): void;
}

/** What goes wrong, and when: the same plan with the same seed makes the same things go wrong. */
export class FaultPlan {
  /** The plan's chance, for effects that vary. */
  readonly chance = new Chance(FIRST_SEED);
  #planned: readonly Planned[] = [];

  get isEmpty(): boolean {
    return this.#planned.length === 0;
  }

  add(fault: Fault): FaultHandle {
    const planned: Planned = { fault, met: 0, hit: 0 };
    this.#planned = [...this.#planned, planned];
    return {
      get hits() {
        return planned.hit;
      },
      remove: () => {
        this.#planned = this.#planned.filter((other) => other !== planned);
      }
    };
  }

  /** Empties the plan. @param seed for what is drawn from now on */
  reset(seed = FIRST_SEED): void {
    this.#planned = [];
    this.chance.reseed(seed);
  }

  /** The first fault that hits what happens now. */
  take<F extends Fault>(identity: SocketIdentity, isAbout: (fault: Fault) => fault is F): F | undefined {
    for (const planned of this.#planned) {
      const { fault } = planned;
      if (isAbout(fault) && this.#hits(planned, identity)) return fault;
    }
    return undefined;
  }

  #hits(planned: Planned, identity: SocketIdentity): boolean {
    const { kind, skip = 0, times = Infinity, probability = 1 } = planned.fault;
    if (kind !== undefined && kind !== identity.kind) return false;
    planned.met += 1;
    if (planned.met <= skip || planned.hit >= times) return false;
    if (probability < 1 && this.chance.next() >= probability) return false;
    planned.hit += 1;
    return true;
  }
}

/** The plan of this process: empty until a test adds to it. */
export const faults = new FaultPlan();
