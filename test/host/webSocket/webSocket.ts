import type { IncomingMessage } from 'node:http';
import { WebSocket as Client } from 'ws';
import { identify } from '../faults/identities.ts';
import { SocketListeners } from '../faults/socketListeners.ts';
import type { NativeCallback } from '../socket/arguments.ts';
import { complete } from '../socket/completions.ts';
import type { ErrorObject } from '../socket/failure.ts';
import { Operation } from '../socket/operation.ts';
import { toArrayBuffer } from '../socket/payload.ts';
import { WebSocketFailure } from './webSocketFailure.ts';

type WebSocketEvent = 'open' | 'message' | 'close' | 'error' | 'headerReceive';

const EVENTS: readonly WebSocketEvent[] = ['open', 'message', 'close', 'error', 'headerReceive'];
/** The events whose listeners get an error, which is always undefined, before the value. */
const WITH_ERROR: readonly string[] = ['open', 'message', 'close'];

/** The one code of the error event, whatever has happened. */
const CONNECT_FAILED = 200;
const NORMAL = 1000;
/** What `ws` says where the peer's close frame has no code, and where there was no frame. */
const NO_CODE = 1005;
const NO_FRAME = 1006;
/** The module's words for a close without a reason, whatever its code, and for a connection that is lost (code 0). */
const LINK_DOWN = 'The link is down';
/** How long the module's thread takes for one message, so that a close which does not wait is seen to lose some. */
const WRITE_MS = 1;

interface Closing {
  readonly code: number;
  readonly reason: string;
}

/**
 * `WebSocket` of `@ohos.net.webSocket`, over `ws`. Not measured but read in the module's source (docs/native-module.md,
 * section 13): its one queue, which a thread writes out and a close forgets.
 */
export class WebSocket {
  readonly #listeners = new SocketListeners<WebSocketEvent>(identify(this, 'webSocket'), EVENTS);
  readonly #queue: (string | ArrayBuffer)[] = [];
  #client: Client | undefined;
  #isPumping = false;
  #isOpened = false;
  #isBroken = false;
  #closing: Closing | undefined;

  connect(...args: unknown[]): unknown {
    const [url, options] = args;
    return this.#call(args, () => {
      if (typeof url !== 'string') return WebSocketFailure.parameterError;
      if (this.#client !== undefined) return WebSocketFailure.connectionExists;
      if (!/^wss?:\/\/[^/]/.test(url)) return WebSocketFailure.urlError;
      const { header, protocol } = (typeof options === 'object' ? options : {}) as {
        header?: Record<string, string>;
        protocol?: string;
      };
      const protocols = protocol === undefined || protocol === '' ? [] : protocol.split(/\s*,\s*/);
      try {
        this.#client = new Client(url, protocols, {
          headers: header ?? {},
          perMessageDeflate: false
        });
      } catch {
        return WebSocketFailure.urlError;
      }
      this.#watch(this.#client);
      return undefined;
    });
  }

  send(...args: unknown[]): unknown {
    const [data] = args;
    return this.#call(args, () => {
      if (typeof data !== 'string' && !(data instanceof ArrayBuffer)) return WebSocketFailure.parameterError;
      if (this.#client === undefined || this.#closing !== undefined) return WebSocketFailure.unknown;
      this.#queue.push(typeof data === 'string' ? data : data.slice(0));
      this.#pump();
      return undefined;
    });
  }

  close(...args: unknown[]): unknown {
    const options = typeof args[0] === 'object' ? args[0] : undefined;
    return this.#call(args, () => {
      if (this.#client === undefined || this.#closing !== undefined) return WebSocketFailure.unknown;
      const { code = NORMAL, reason = '' } = (options ?? {}) as Partial<Closing>;
      this.#closing = { code, reason };
      this.#pump();
      return undefined;
    });
  }

  on(...args: unknown[]): void {
    const [event, listener] = args;
    if (typeof listener === 'function' && WITH_ERROR.includes(String(event))) {
      this.#listeners.on([event, (value: unknown) => (listener as NativeCallback)(undefined, value)]);
    } else this.#listeners.on(args);
  }

  off(...args: unknown[]): void {
    this.#listeners.off(args.slice(0, 1));
  }

  /** Does the work of a call now and answers it later, before the handshake that it may have begun. */
  #call(args: readonly unknown[], work: () => ErrorObject | undefined): unknown {
    const callback = args.at(-1);
    const operation = new Operation(
      typeof callback === 'function' ? (callback as NativeCallback) : undefined
    );
    const failure = work();
    complete(() => (failure === undefined ? operation.succeed(true) : operation.failWith(failure)));
    return operation.result;
  }

  #watch(client: Client): void {
    let status = 0;
    client.on('upgrade', (response: IncomingMessage) => {
      this.#listeners.emit('headerReceive', { ...response.headers });
    });
    client.on('unexpected-response', (_request, response: IncomingMessage) => {
      status = response.statusCode ?? 0;
      client.terminate();
    });
    client.on('open', () => {
      this.#isOpened = true;
      this.#listeners.emit('open', { status: 101, message: 'Switching Protocols' });
      this.#pump();
    });
    client.on('message', (data: Buffer, isBinary) => {
      this.#listeners.emit('message', isBinary ? toArrayBuffer(data) : data.toString('utf8'));
    });
    client.on('error', () => {
      this.#isBroken = true;
    });
    client.on('close', (code, reason) => {
      this.#end(code, reason.toString('utf8'), status);
    });
  }

  #end(code: number, reason: string, status: number): void {
    const isLost = this.#closing === undefined && (this.#isBroken || code === NO_FRAME);
    this.#closing ??= { code: code === NO_CODE ? NORMAL : code, reason };
    if (isLost || !this.#isOpened)
      this.#listeners.emit('error', { code: CONNECT_FAILED, data: String(status) });
    if (!this.#isOpened) return;
    const told = isLost ? { code: 0, reason: '' } : this.#closing;
    this.#listeners.emit('close', { code: told.code, reason: told.reason || LINK_DOWN });
  }

  /** Writes what is queued, one message after the other; a close goes before what is left. */
  #pump(): void {
    const client = this.#client;
    if (client?.readyState !== Client.OPEN || this.#isPumping) return;
    this.#isPumping = true;
    setTimeout(() => {
      this.#isPumping = false;
      if (this.#closing !== undefined) {
        client.close(this.#closing.code, this.#closing.reason);
        return;
      }
      const data = this.#queue.shift();
      // The releases of 2024 take an empty message and write nothing.
      if (data !== undefined && Buffer.byteLength(data) > 0) client.send(data);
      if (this.#queue.length > 0) this.#pump();
    }, WRITE_MS);
  }
}
