import { traits } from './release.ts';

/**
 * The order in which the JS thread learns what other threads did: the events that receive threads post, and the
 * completions of calls (docs/native-module.md, section 10).
 *
 * A call is answered in a turn of the event loop of its own, after the events that were posted meanwhile. One order
 * varies on the native module: that of a message against the settling of the send which caused it. The host module
 * always plays the order that was seen most often: on 5.1 the send settles first, later releases deliver the message
 * first, except for the first send of a socket made in the continuation of another call.
 */

let warm = false;
let cooling = false;
/** The sends that have not settled yet; many thousands at times. */
const eager = new Set<() => void>();
const postponed: (() => void)[] = [];

function cool(): void {
  cooling = false;
  warm = false;
}

function runCompletion(work: () => void): void {
  warm = true;
  if (!cooling) {
    cooling = true;
    setImmediate(cool);
  }
  work();
}

/** Runs `work` on the JS thread, later and in a turn of its own: promise reactions of one call precede the next call. */
export function complete(work: () => void): void {
  setImmediate(runCompletion, work);
}

function runEager(settling: () => void): void {
  if (eager.delete(settling)) runCompletion(settling);
}

/**
 * As {@link complete}, for the settling of a send.
 *
 * @param firstOfSocket whether this is the first send on its socket
 * @param viaPeer whether what the send causes comes back from a peer that needs a turn of its own to answer
 */
export function completeSend(settle: () => void, firstOfSocket: boolean, viaPeer: boolean): void {
  if (!traits.sendsSettleBeforeMessages && !(firstOfSocket && warm)) {
    if (viaPeer) setImmediate(complete, settle);
    else complete(settle);
    return;
  }
  // Of its own, whatever is settled.
  const settling = (): void => settle();
  eager.add(settling);
  setImmediate(runEager, settling);
}

function deliverPostponed(): void {
  const events = postponed.splice(0);
  for (const [index, event] of events.entries()) {
    try {
      event();
    } catch (error) {
      postponed.unshift(...events.slice(index + 1));
      if (postponed.length > 0) queueMicrotask(deliverPostponed);
      throw error;
    }
  }
}

/** Delivers an event that a receive thread posted, in the present turn, after the sends that settle before it. */
export function deliver(event: () => void): void {
  if (eager.size === 0 && postponed.length === 0) {
    event();
    return;
  }
  postponed.push(event);
  if (postponed.length > 1) return;
  for (const settling of [...eager]) runEager(settling);
  queueMicrotask(deliverPostponed);
}
