import { createHash, type Hash } from 'node:crypto';

/** What one socket received, for scenarios in which the sizes of messages vary. */
export class MessageTotals {
  readonly #totals = new Map<string, { bytes: number; readonly hash: Hash }>();

  /** @returns total and digest once `wanted` bytes have come, undefined before and after */
  add(socket: string, message: ArrayBuffer, wanted: number): { total: number; sha1: string } | undefined {
    const total = this.#totals.get(socket) ?? { bytes: 0, hash: createHash('sha1') };
    this.#totals.set(socket, total);
    total.bytes += message.byteLength;
    total.hash.update(new Uint8Array(message));
    if (total.bytes !== wanted) return undefined;
    return { total: total.bytes, sha1: total.hash.digest('hex').slice(0, 12) };
  }
}
