import type { Duplex } from 'stream';

/** What a message is sent over: a `net.Socket`, or any stream that an app gives instead, which may lack what is optional. */
export interface HttpSocket extends Duplex {
  /** The message that the socket is busy with. */
  _httpMessage?: object | null;
  connecting?: boolean;
  timeout?: number | undefined;
  /** Whether a server reads nothing more before its answers are taken. */
  _paused?: boolean;
  /** Whether an error of it was told already. */
  _hadError?: boolean;
  destroySoon?(): void;
  ref?(): unknown;
  unref?(): unknown;
  setTimeout?(milliseconds: number, callback?: () => void): unknown;
  setNoDelay?(isOn?: boolean): unknown;
  setKeepAlive?(isOn?: boolean, initialDelay?: number): unknown;
}

/** Closes a connection when all that was written has gone. */
export function endGently(socket: HttpSocket): void {
  if (typeof socket.destroySoon === 'function') socket.destroySoon();
  else socket.end();
}

/** Gives a socket to an app, which is to get what comes from now on: without a listener it would be lost. */
export function handOver(socket: HttpSocket): void {
  (socket as { readableFlowing: boolean | null }).readableFlowing = null;
}
