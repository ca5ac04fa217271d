import type { AsyncCallback, Callback, ErrorCallback } from '@ohos.base';

/**
 * The part of this module that the project uses.
 *
 * WebSocket clients. `connect`, `send` and `close` need `ohos.permission.INTERNET`.
 *
 * @since 6
 */
declare namespace webSocket {
  function createWebSocket(): WebSocket;

  export interface WebSocketRequestOptions {
    /** Names and values of HTTP headers. */
    header?: Object;
    /**
     * The subprotocols that are offered, with commas between them.
     *
     * @since 12
     */
    protocol?: string;
  }

  export interface WebSocketCloseOptions {
    code?: int;
    reason?: string;
  }

  /** @since 10 */
  export interface CloseResult {
    code: int;
    reason: string;
  }

  /** @since 12 */
  export type ResponseHeaders = Record<string, string | string[] | undefined>;

  export interface WebSocket {
    /** Resolves before the handshake, which ends with `open` or `error`. */
    connect(url: string, options?: WebSocketRequestOptions): Promise<boolean>;
    /** Resolves when the message is in the module's queue. */
    send(data: string | ArrayBuffer): Promise<boolean>;
    /** Resolves before the closing handshake, which ends with `close`. */
    close(options?: WebSocketCloseOptions): Promise<boolean>;

    on(type: 'open', callback: AsyncCallback<Object>): void;
    off(type: 'open', callback?: AsyncCallback<Object>): void;
    on(type: 'message', callback: AsyncCallback<string | ArrayBuffer>): void;
    off(type: 'message', callback?: AsyncCallback<string | ArrayBuffer>): void;
    on(type: 'close', callback: AsyncCallback<CloseResult>): void;
    off(type: 'close', callback?: AsyncCallback<CloseResult>): void;
    on(type: 'error', callback: ErrorCallback): void;
    off(type: 'error', callback?: ErrorCallback): void;
    /** @since 12 */
    on(type: 'headerReceive', callback: Callback<ResponseHeaders>): void;
    /** @since 12 */
    off(type: 'headerReceive', callback?: Callback<ResponseHeaders>): void;
  }
}

export default webSocket;
