import type { Options } from './arguments.ts';

/**
 * The bytes of a `data` option: strings as UTF-8, ArrayBuffers as they are.
 *
 * @returns undefined for what the native module refuses with 401: views, numbers, nothing
 */
export function readPayload(options: Options): Uint8Array | undefined {
  const { data } = options;
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  return data instanceof ArrayBuffer ? new Uint8Array(data) : undefined;
}

/** The bytes of a chunk that Node received, as an ArrayBuffer of exactly that size. */
export function toArrayBuffer(chunk: Uint8Array): ArrayBuffer {
  const { buffer, byteLength } = chunk;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) return buffer;
  const copy = new Uint8Array(byteLength);
  copy.set(chunk);
  return copy.buffer;
}
