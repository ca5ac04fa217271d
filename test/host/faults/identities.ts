import type { SocketIdentity, SocketKind } from './fault.ts';

const counts = new Map<SocketKind, number>();
const identities = new WeakMap<object, SocketIdentity>();

/** Numbers a new socket. */
export function identify(socket: object, kind: SocketKind): SocketIdentity {
  const instance = counts.get(kind) ?? 0;
  counts.set(kind, instance + 1);
  const identity = { kind, instance };
  identities.set(socket, identity);
  return identity;
}

/** Gives a socket the number of another object that stands for it. */
export function shareIdentity(from: object, socket: object): void {
  identities.set(socket, identityOf(from));
}

/** The number of a socket. */
export function identityOf(socket: object): SocketIdentity {
  const identity = identities.get(socket);
  if (identity === undefined) throw new Error('not a socket of the host module');
  return identity;
}

/** Numbers the next socket of each kind 0. */
export function resetIdentities(): void {
  counts.clear();
}
