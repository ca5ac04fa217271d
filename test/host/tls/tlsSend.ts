import type { NativeCallback } from '../socket/arguments.ts';
import { Failure, parameterException } from '../socket/failure.ts';
import { Operation, refuse } from '../socket/operation.ts';

/** Gets undefined or the failure. */
export type Done = (failure: Failure | undefined) => void;

/** What `send` takes: a text or an ArrayBuffer, neither of them empty. */
function payloadOf(data: unknown): Uint8Array | undefined {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  if (bytes instanceof ArrayBuffer)
    return bytes.byteLength === 0 ? undefined : new Uint8Array(bytes.slice(0));
  return Buffer.isBuffer(bytes) && bytes.length > 0 ? bytes : undefined;
}

/** `send` of TLS sockets and of the connections that their servers accept. */
export function sendSecurely(
  core: { send(bytes: Uint8Array, done: Done): void },
  args: readonly unknown[]
): unknown {
  const data = args[0];
  const callback = args[1] as NativeCallback | undefined;
  const bytes = payloadOf(data);
  if (bytes === undefined) {
    if (data === '') return refuse(callback, Failure.ofParameters());
    throw parameterException();
  }
  const operation = new Operation(callback);
  core.send(bytes, (failure) => operation.settle(failure));
  return operation.result;
}
