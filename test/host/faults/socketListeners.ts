import { Listeners } from '../socket/listeners.ts';
import type { EventFault, Fault, SocketIdentity, SocketKind } from './fault.ts';
import { faults } from './faultPlan.ts';

const known = new Map<string, WeakRef<SocketListeners<string>>>();

/** Forgets sockets that were collected, so that the stand-ins keep nothing of them. */
const collected = new FinalizationRegistry((key: string) => {
  if (known.get(key)?.deref() === undefined) known.delete(key);
});

function keyOf({ kind, instance }: SocketIdentity): string {
  return `${kind}#${instance}`;
}

/** The listeners of a socket, with what the plan makes of its events. */
export class SocketListeners<Event extends string> extends Listeners<Event> {
  readonly #identity: SocketIdentity;

  constructor(identity: SocketIdentity, events: readonly Event[], onSet?: (event: string) => void) {
    super(events, onSet);
    this.#identity = identity;
    known.set(keyOf(identity), new WeakRef<SocketListeners<string>>(this));
    collected.register(this, keyOf(identity));
  }

  override emit(event: Event, payload: unknown): void {
    const isAboutEvent = (fault: Fault): fault is EventFault => 'event' in fault && fault.event === event;
    const effect = faults.isEmpty ? undefined : faults.take(this.#identity, isAboutEvent)?.effect;
    if (effect === 'swallowed') return;
    super.emit(event, changed(payload, effect));
    if (effect === 'repeated') super.emit(event, payload);
  }
}

function changed(payload: unknown, effect: EventFault['effect'] | undefined): unknown {
  if (effect === 'withoutPayload') return undefined;
  return typeof effect === 'object' ? effect.payload : payload;
}

/** Makes a socket emit an event that nothing caused. @throws Error when there is no such socket (any more) */
export function emitFromNowhere(kind: SocketKind, instance: number, event: string, payload: unknown): void {
  const listeners = known.get(keyOf({ kind, instance }))?.deref();
  if (listeners === undefined) throw new Error(`there is no ${kind} socket number ${instance}`);
  listeners.emit(event, payload);
}
