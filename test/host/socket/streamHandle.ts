import net from 'node:net';
import type { Endpoint } from './address.ts';
import { Errno, errnoOfResult } from './errno.ts';

/** What libuv writes a socket's name into. */
interface SocketName {
  address?: string;
  port?: number;
  family?: string;
}

/** The kernel's TCP handle inside a net.Socket or net.Server. */
export interface StreamHandle {
  readonly fd: number;
  getsockname(name: SocketName): number;
  getpeername(name: SocketName): number;
  close(): void;
  unref(): void;
}

/** Node's own helper behind `server.listen`: binds without listening; gives the handle or a negative errno. */
type CreateServerHandle = (address: string, port: number, addressType: number) => StreamHandle | number;

const createServerHandle = (net as unknown as { _createServerHandle: CreateServerHandle })
  ._createServerHandle;

/**
 * The ports that sockets of this process are bound to without listening, as `version:port`. libuv sets SO_REUSEADDR
 * on every TCP socket, so that the kernel lets two such sockets share a port; the native module's client sockets
 * would not.
 */
const heldPorts = new Set<string>();

function portKey(version: number, port: number): string {
  return `${version}:${port}`;
}

function tryBind(endpoint: Endpoint): StreamHandle | number {
  if (endpoint.port !== 0 && heldPorts.has(portKey(endpoint.version, endpoint.port))) return Errno.EADDRINUSE;
  const handle = createServerHandle(endpoint.address, endpoint.port, endpoint.version);
  if (typeof handle === 'number') return errnoOfResult(handle);
  // libuv keeps EADDRINUSE back until the socket is used.
  const result = handle.getsockname({});
  if (result === 0) return handle;
  handle.close();
  return errnoOfResult(result);
}

/** Binds a TCP socket; a port in use is replaced by a random one. @returns the handle or an errno */
export function bindStream(endpoint: Endpoint): StreamHandle | number {
  const handle = tryBind(endpoint);
  return handle === Errno.EADDRINUSE ? tryBind({ ...endpoint, port: 0 }) : handle;
}

/** Marks a port as bound by a socket that does not listen. @returns undoes it */
export function holdPort(endpoint: Endpoint): () => void {
  const key = portKey(endpoint.version, endpoint.port);
  heldPorts.add(key);
  return () => heldPorts.delete(key);
}

/** The handle of a net.Socket or net.Server, or undefined when it has none (any more). */
export function handleOf(socket: net.Socket | net.Server): StreamHandle | undefined {
  return (socket as unknown as { _handle: StreamHandle | null })._handle ?? undefined;
}

function toEndpoint(name: SocketName): Endpoint {
  return { address: name.address ?? '', version: name.family === 'IPv6' ? 6 : 4, port: name.port ?? 0 };
}

/** `getsockname`; undefined when the kernel has none. */
export function localEndpointOf(handle: StreamHandle): Endpoint | undefined {
  const name: SocketName = {};
  return handle.getsockname(name) === 0 ? toEndpoint(name) : undefined;
}

/** `getpeername`; undefined when the socket is not connected. */
export function remoteEndpointOf(handle: StreamHandle): Endpoint | undefined {
  const name: SocketName = {};
  return handle.getpeername(name) === 0 ? toEndpoint(name) : undefined;
}
