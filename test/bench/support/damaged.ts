import type {
  Bytes,
  Contender,
  Message,
  SocketOptions,
  Transport
} from '../../../tools/bench/contenders/contender.ts';
import { ACKNOWLEDGEMENT } from '../../../tools/bench/flow.ts';

/** Different bits, so that what comes back is not repaired. */
const OUTWARD = 1;
const INWARD = 2;

/** A contender that changes the last byte of one message on its way out, and of one on its way in. */
export function damaged(contender: Contender): Contender {
  const openDamaged = async (transport: Transport, options: SocketOptions) => {
    const [first, ...others] = options.listeners;
    const damageIn = once(INWARD);
    const damageOut = once(OUTWARD);
    const listener = (bytes: Bytes): void =>
      first?.(damageIn(new Uint8Array(bytes).slice().buffer) as ArrayBuffer);
    const end = await contender[transport]({ ...options, listeners: [listener, ...others] });
    return { ...end, send: (message: Message) => end.send(damageOut(message)) };
  };
  return {
    name: contender.name,
    udp: (options) => openDamaged('udp', options),
    tcp: (options) => openDamaged('tcp', options),
    tls: (options) => openDamaged('tls', options)
  };
}

/** Of the first message that is no acknowledgement, which means the same whatever is in it. */
function once(bit: number): (message: Message) => Message {
  let isDone = false;
  return (message) => {
    if (isDone || (typeof message !== 'string' && message.byteLength === ACKNOWLEDGEMENT.length))
      return message;
    isDone = true;
    if (typeof message === 'string') return `${message.slice(0, -1)}\x7f`;
    const copy = new Uint8Array(message.slice(0));
    copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ bit;
    return copy.buffer;
  };
}
