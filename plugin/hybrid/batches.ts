import { byteCount, type Draft } from './draft.ts';

/** How many bytes travel together: one text or frame for what an app writes in one turn could be too long to be made. */
const MOST_BYTES = 4_194_304;

/** The calls in their order, cut where they have become many bytes. A call is never cut. */
export function batchesOf<Waiting extends { draft: Draft }>(calls: readonly Waiting[]): Waiting[][] {
  const batches: Waiting[][] = [];
  let room = 0;
  for (const call of calls) {
    const bytes = byteCount(call.draft);
    if (batches.length === 0 || bytes > room) {
      batches.push([]);
      room = MOST_BYTES;
    }
    batches.at(-1)?.push(call);
    room -= bytes;
  }
  return batches;
}
