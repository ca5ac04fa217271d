import type { Contender, EndEvents, StreamEnd } from '../../../tools/bench/contenders/contender.ts';

type Listener = (bytes: ArrayBuffer | Uint8Array) => void;

/** Numbers of the benchmark's own protocol: acknowledgements and checksums. */
const LONGEST_NUMBERS = 8;
/** Different bits, so that what comes back is not repaired. */
const OUTWARD = 1;
const INWARD = 2;

/** A contender that changes the first byte of one message on its way out, and of one on its way in. */
export function damaged(contender: Contender): Contender {
  const once = (bit: number): ((message: string | ArrayBuffer) => string | ArrayBuffer) => {
    let isDone = false;
    return (message) => {
      if (isDone || (typeof message !== 'string' && message.byteLength <= LONGEST_NUMBERS)) return message;
      if (typeof message === 'string' && message.length === 1) return message;
      isDone = true;
      if (typeof message === 'string') return `\x7f${message.slice(1)}`;
      const copy = new Uint8Array(message.slice(0));
      copy[0] = (copy[0] ?? 0) ^ bit;
      return copy.buffer;
    };
  };
  const eventsOf = ({ listeners, onFailure }: EndEvents): EndEvents => {
    const [first, ...others] = listeners;
    if (first === undefined) return { listeners, onFailure };
    const damage = once(INWARD);
    const listener: Listener = (bytes) => first(damage(new Uint8Array(bytes).slice().buffer) as ArrayBuffer);
    return { listeners: [listener, ...others], onFailure };
  };
  const damagedOut = (end: StreamEnd): StreamEnd => {
    const damage = once(OUTWARD);
    return { ...end, write: (message) => end.write(damage(message)) };
  };
  return {
    name: contender.name,
    async bindDatagram(events) {
      const end = await contender.bindDatagram(eventsOf(events));
      const damage = once(OUTWARD);
      return { ...end, send: (message, host, port) => end.send(damage(message), host, port) };
    },
    async connectStream(port, events, noDelay) {
      return damagedOut(await contender.connectStream(port, eventsOf(events), noDelay));
    },
    async connectSecurely(port, events, ca) {
      return damagedOut(await contender.connectSecurely(port, eventsOf(events), ca));
    }
  };
}
