/** The classes of the socket module, and that of the WebSocket module. */
export type SocketKind =
  'udp' | 'multicast' | 'tcp' | 'server' | 'connection' | 'tls' | 'tlsServer' | 'tlsConnection' | 'webSocket';

/** Which of the events that a fault is about it hits; without any of these, every one. */
export interface Selector {
  readonly kind?: SocketKind;
  /** How many are let pass first. */
  readonly skip?: number;
  /** How many are hit; all when absent. */
  readonly times?: number;
  /** Chance of being hit, 0 to 1, drawn from the plan's seed. */
  readonly probability?: number;
}

/** What becomes of a call. */
export type CallEffect =
  /** It does nothing and fails: with an errno, or as one without permission (201), or with wrong parameters (401). */
  | { readonly fails: number | 'permission' | 'parameters'; readonly withoutMessage?: boolean }
  /** It does its work now and is answered this many milliseconds later. */
  | { readonly answersAfter: number }
  /** It starts this many milliseconds later. */
  | { readonly startsAfter: number }
  /** It keeps the JS thread for this many milliseconds, then does its work. */
  | { readonly blocks: number }
  /** It does nothing and is never answered. */
  | 'neverAnswers';

/** A fault of a method, by name; `*` stands for all but `on` and `off`. */
export interface CallFault extends Selector {
  readonly call: string;
  readonly effect: CallEffect;
}

/** A fault of the kernel's `bind`, below the native module. */
export interface BindFault extends Selector {
  /** The port that is bound in the place of the wanted one (0: any), or the milliseconds by which the kernel is late. */
  readonly bind: { readonly port: number } | { readonly after: number };
}

/**
 * A fault of the kernel's `connect`: nobody listens, it never comes to an end, or it starts milliseconds late. Or of what the
 * module makes of it: it connects, and misses that, so that it neither answers before its timeout nor receives.
 */
export interface ConnectFault extends Selector {
  readonly connect: 'refused' | 'hangs' | 'lost' | { readonly after: number };
}

/** A fault of a datagram that arrives: `swapped` with the one that comes next. */
export interface DatagramFault extends Selector {
  readonly datagram: 'dropped' | 'duplicated' | 'swapped';
}

/** A fault of the bytes that arrive on a TCP client. */
export interface StreamFault extends Selector {
  /** Messages of this size, or of random sizes; a reset or the peer's FIN after this many bytes. */
  readonly stream:
    { readonly cut: number | 'randomly' } | { readonly resetAt: number } | { readonly endAt: number };
}

/** A fault of an event, by name. */
export interface EventFault extends Selector {
  readonly event: string;
  readonly effect: 'swallowed' | 'repeated' | 'withoutPayload' | { readonly payload: unknown };
}

export type Fault = CallFault | BindFault | ConnectFault | DatagramFault | StreamFault | EventFault;

/** Which socket something happens on. */
export interface SocketIdentity {
  readonly kind: SocketKind;
  /** The how-many-th socket of its kind since the last reset, from 0. */
  readonly instance: number;
}
