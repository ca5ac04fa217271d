import { invalidArgValue } from '../shared/errors.ts';
import { validateAbortSignal, validateNumber, validatePort, validateString } from '../shared/validators.ts';
import { unavailable } from './netErrors.ts';
import type { NormalizedArguments } from './normalizeArguments.ts';

/** Where to listen: validated. */
export interface ListenOptions {
  port: number;
  /** All addresses when absent. */
  host: string | undefined;
  signal: AbortSignal | undefined;
}

function refuseHandles(options: Record<string, unknown>): void {
  const { fd, path, handle, _handle: ownHandle } = options;
  if (
    (typeof fd === 'number' && fd >= 0) ||
    handle !== undefined ||
    (ownHandle !== undefined && ownHandle !== null)
  ) {
    throw unavailable('Listening on a handle or a descriptor', 'listen on a port');
  }
  if (typeof path === 'string') {
    throw unavailable('options.path', 'HarmonyOS has no IPC sockets for it; listen on a port');
  }
}

/** @throws as Node does, and for paths, handles, descriptors and `ipv6Only` */
export function listenOptions(args: readonly unknown[], { options }: NormalizedArguments): ListenOptions {
  const { port, host, signal } = options;
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  const isAnyPort =
    args.length === 0 ||
    typeof args[0] === 'function' ||
    (port === undefined && 'port' in options) ||
    port === null;
  if (!isAnyPort && typeof port !== 'number' && typeof port !== 'string') {
    refuseHandles(options);
    const isIncomplete = !('port' in options || 'path' in options);
    throw invalidArgValue(
      'options',
      options,
      isIncomplete ? 'must have the property "port" or "path"' : 'is invalid'
    );
  }
  const name = host || undefined;
  if (name !== undefined) validateString(name, 'options.host');
  if (options.backlog) validateNumber(options.backlog, 'options.backlog');
  if (options.ipv6Only === true) {
    throw unavailable('options.ipv6Only', 'the native module has a server on :: hear IPv4 too');
  }
  return {
    port: isAnyPort ? 0 : validatePort(port, 'options.port', true),
    host: name,
    signal
  };
}
