import type { DatagramFault, Fault, SocketIdentity } from './fault.ts';
import { faults } from './faultPlan.ts';

function isAboutDatagrams(fault: Fault): fault is DatagramFault {
  return 'datagram' in fault;
}

/** What the plan makes of the datagrams that arrive on one socket. */
export class DatagramFaults {
  readonly #identity: SocketIdentity;
  #held: (() => void) | undefined;

  constructor(identity: SocketIdentity) {
    this.#identity = identity;
  }

  /** @param deliver hands one datagram on: it is called never, once or twice, now or after the next datagram */
  pass(deliver: () => void): void {
    const effect = faults.isEmpty ? undefined : faults.take(this.#identity, isAboutDatagrams)?.datagram;
    if (effect === 'dropped') return;
    if (effect === 'swapped' && this.#held === undefined) {
      this.#held = deliver;
      return;
    }
    const held = this.#held;
    this.#held = undefined;
    deliver();
    if (effect === 'duplicated') deliver();
    held?.();
  }
}
