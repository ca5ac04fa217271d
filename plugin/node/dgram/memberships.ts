import { type DatagramOptions, isMulticastGroup } from 'taro-harmony-socket/library';
import { errnoOf } from '../shared/systemErrors.ts';

/** A membership, or the wish for one. */
export interface Membership {
  readonly group: string;
  readonly networkInterface: string | undefined;
  readonly source: string | undefined;
}

/** A membership that the system refused when the socket was bound. */
export interface RefusedMembership {
  readonly errno: number;
  readonly syscall: string;
}

function isSame(left: Membership, right: Membership): boolean {
  return (
    left.group === right.group &&
    left.networkInterface === right.networkInterface &&
    left.source === right.source
  );
}

/** The memberships of one socket. What is joined before the bind is wished for, and joined with the bind. */
export class Memberships {
  #wishes: { membership: Membership; syscall: string }[] = [];

  /** @param options undefined unless the socket is bound @returns 0 or Linux's error number */
  join(options: DatagramOptions | undefined, syscall: string, membership: Membership): number {
    const { group, networkInterface, source } = membership;
    if (options !== undefined) return options.join(syscall, group, networkInterface, source);
    if (!isMulticastGroup(group)) return errnoOf('EINVAL');
    if (this.#wishes.some((wish) => isSame(wish.membership, membership))) return errnoOf('EADDRINUSE');
    this.#wishes.push({ membership, syscall });
    return 0;
  }

  /** @param options undefined unless the socket is bound @returns 0 or Linux's error number */
  leave(options: DatagramOptions | undefined, membership: Membership): number {
    const { group, networkInterface, source } = membership;
    if (options !== undefined) return options.leave(group, networkInterface, source);
    const left = this.#wishes.filter((wish) => !isSame(wish.membership, membership));
    if (left.length === this.#wishes.length) {
      return errnoOf(isMulticastGroup(group) ? 'EADDRNOTAVAIL' : 'EINVAL');
    }
    this.#wishes = left;
    return 0;
  }

  /** Joins what was wished for. @returns what the system refused */
  fulfil(options: DatagramOptions): RefusedMembership[] {
    const wishes = this.#wishes;
    this.#wishes = [];
    return wishes
      .map(({ membership, syscall }) => ({ errno: this.join(options, syscall, membership), syscall }))
      .filter(({ errno }) => errno !== 0);
  }
}
