import type { Batch } from '../../library/src/main/ets/hybrid/Protocol.ets';

/** Whether what came from the app can be read. */
export function isBatch(value: unknown): value is Batch {
  if (typeof value !== 'object' || value === null) return false;
  const { number, events } = value as Partial<Record<keyof Batch, unknown>>;
  return typeof number === 'number' && Array.isArray(events) && events.every(isEvent);
}

function isEvent(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { event } = value as { event?: unknown };
  return typeof event === 'object' && event !== null;
}
