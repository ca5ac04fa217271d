import type { Call, Odd } from '../../library/src/main/ets/hybrid/Protocol.ets';

/** An argument as it waits in the page: its bytes are copied already and not yet written as base64 or into a frame. */
export type DraftValue = string | number | boolean | null | undefined | Odd | Uint8Array;

/** A call as it waits in the page. */
export interface Draft {
  name: string;
  value?: DraftValue;
  fields?: Record<string, DraftValue>;
}

/** A call with one plain argument. */
export function draftValue(name: string, argument: unknown): Draft {
  return { name, value: valueOf(argument) };
}

/**
 * A call whose argument should be an object of options.
 *
 * @param members that the library reads of it
 * @throws what a getter of the object throws
 */
export function draftOption(name: string, argument: unknown, members: readonly string[]): Draft {
  if (typeof argument !== 'object' || argument === null) return draftValue(name, argument);
  const option = argument as Record<string, unknown>;
  return { name, fields: Object.fromEntries(members.map((member) => [member, valueOf(option[member])])) };
}

/**
 * @param write what stands for bytes
 * @returns the call as the protocol has it
 */
export function writeDraft(socket: number, draft: Draft, write: (bytes: Uint8Array) => object): Call {
  const written = (value: DraftValue): string | number | boolean | object | null | undefined =>
    value instanceof Uint8Array ? write(value) : value;
  const { name, value, fields } = draft;
  if (fields === undefined) return { socket, name, value: written(value) };
  const entries = Object.entries(fields).map(([member, each]) => [member, written(each)]);
  return { socket, name, fields: Object.fromEntries(entries) as Record<string, object> };
}

/** How many bytes travel with the call. */
export function byteCount({ value, fields = {} }: Draft): number {
  return [value, ...Object.values(fields)].reduce<number>(
    (sum, each) =>
      sum + (each instanceof Uint8Array ? each.length : typeof each === 'string' ? each.length : 0),
    0
  );
}

function valueOf(argument: unknown): DraftValue {
  switch (typeof argument) {
    case 'undefined':
    case 'string':
    case 'boolean':
      return argument;
    case 'number':
      return Number.isFinite(argument) ? argument : { type: 'number', text: String(argument) };
    case 'object':
      if (argument === null) return null;
      return bytesOf(argument) ?? { type: Array.isArray(argument) ? 'array' : 'object' };
    default:
      return { type: typeof argument };
  }
}

/** A copy of what the buffer or the view's window holds now. */
function bytesOf(data: object): Uint8Array | undefined {
  if (data instanceof ArrayBuffer) return new Uint8Array(data.slice(0));
  if (!ArrayBuffer.isView(data)) return undefined;
  return Uint8Array.from(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}
