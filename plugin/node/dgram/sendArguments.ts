import { Buffer } from 'buffer';
import { invalidArgType } from '../shared/errors.ts';
import { validatePort, validateString } from '../shared/validators.ts';
import { isConnected, outOfBounds } from './dgramErrors.ts';

export type SendCallback = (error: Error | null, bytes?: number) => void;

/** A call of `send`, with its forms taken apart. */
export interface SendRequest {
  /** The pieces of one datagram. */
  readonly list: readonly Uint8Array[];
  /** Undefined for the peer of a connected socket. */
  readonly port: number | undefined;
  readonly address: string | undefined;
  readonly callback: SendCallback | undefined;
}

const MESSAGE_TYPES = ['Buffer', 'TypedArray', 'DataView', 'string'];

function isCallback(value: unknown): value is SendCallback {
  return typeof value === 'function';
}

function bytesOf(message: unknown): Uint8Array | undefined {
  if (typeof message === 'string') return Buffer.from(message);
  if (message instanceof Uint8Array) return message;
  if (!ArrayBuffer.isView(message)) return undefined;
  return new Uint8Array(message.buffer, message.byteOffset, message.byteLength);
}

function requireBytes(message: unknown): Uint8Array {
  const bytes = bytesOf(message);
  if (bytes === undefined) throw invalidArgType('buffer', MESSAGE_TYPES, message);
  return bytes;
}

function window(message: unknown, offset: unknown, length: unknown): Uint8Array {
  const bytes = requireBytes(message);
  const start = Number(offset) >>> 0;
  const size = Number(length) >>> 0;
  if (start > bytes.length) throw outOfBounds('offset');
  if (start + size > bytes.length) throw outOfBounds('length');
  return bytes.subarray(start, start + size);
}

function piecesOf(message: unknown): readonly Uint8Array[] {
  if (!Array.isArray(message)) return [requireBytes(message)];
  const pieces = message.map(bytesOf);
  if (!pieces.every((piece) => piece !== undefined)) {
    throw invalidArgType('buffer list arguments', MESSAGE_TYPES, message);
  }
  return pieces;
}

function readAddress(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  validateString(value, 'address');
  return value;
}

/** `send(msg[, offset, length], port[, address][, callback])` */
export function readSendTo(args: readonly unknown[]): SendRequest {
  const [message, second, third, fourth, fifth, sixth] = args;
  const hasWindow = Boolean(fifth) || (Boolean(fourth) && !isCallback(fourth));
  const list = hasWindow ? [window(message, second, third)] : piecesOf(message);
  const [portGiven, address, last] = hasWindow ? [fourth, fifth, sixth] : [second, third, fourth];
  const port = validatePort(portGiven, 'Port', false);
  const callback = isCallback(address) ? address : isCallback(last) ? last : undefined;
  return { list, port, address: isCallback(address) ? undefined : readAddress(address), callback };
}

/** `send(msg[, offset, length][, callback])` of a connected socket */
export function readSendToPeer(args: readonly unknown[]): SendRequest {
  const [message, second, third, fourth, fifth, sixth] = args;
  const hasWindow = typeof third === 'number';
  const whole = hasWindow ? window(message, second, third) : message;
  const port = hasWindow && isCallback(fourth) ? undefined : fourth;
  if (port || fifth) throw isConnected();
  const callback = hasWindow ? (isCallback(fourth) ? fourth : sixth) : second;
  const list = piecesOf(whole);
  return { list, port: undefined, address: undefined, callback: isCallback(callback) ? callback : undefined };
}
