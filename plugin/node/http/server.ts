import { requireDuration } from '../net/idleTimer.ts';
import { ServerClass as NetServerClass } from '../net/server.ts';
import { callable } from '../shared/callable.ts';
import { invalidArgType, outOfRange } from '../shared/errors.ts';
import { isFunction, validateNumber } from '../shared/validators.ts';
import type { HttpSocket } from './httpSocket.ts';
import { IncomingMessage, type IncomingMessageClass } from './incomingMessage.ts';
import { MAX_HEADER_SIZE } from './messageParser.ts';
import { requireBoolean } from './requestOptions.ts';
import { ServerConnection } from './serverConnection.ts';
import { ServerResponse, type ServerResponseClass } from './serverResponse.ts';
import { uniqueNames } from './uniqueNames.ts';

/** See Node's documentation of `http.createServer`. Durations are milliseconds, and 0 means no limit. */
export interface ServerOptions {
  IncomingMessage?: new (socket: HttpSocket) => IncomingMessageClass;
  ServerResponse?: new (...args: ConstructorParameters<typeof ServerResponse>) => ServerResponseClass;
  requestTimeout?: number;
  headersTimeout?: number;
  keepAliveTimeout?: number;
  /** Taken and checked: the limits are held without a round of checks. */
  connectionsCheckingInterval?: number;
  maxHeaderSize?: number;
  insecureHTTPParser?: boolean;
  joinDuplicateHeaders?: boolean;
  requireHostHeader?: boolean;
  rejectNonStandardBodyWrites?: boolean;
  uniqueHeaders?: readonly (string | readonly string[])[];
  noDelay?: boolean;
  keepAlive?: boolean;
  keepAliveInitialDelay?: number;
  highWaterMark?: number;
  captureRejections?: boolean;
}

export type RequestListener = (request: IncomingMessageClass, response: ServerResponseClass) => void;

const REQUEST_TIMEOUT = 300_000;
const HEADERS_TIMEOUT = 60_000;
const KEEP_ALIVE_TIMEOUT = 5000;

function limit(value: number | undefined, name: string, fallback: number): number {
  if (value === undefined) return fallback;
  validateNumber(value, name);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < 0) throw outOfRange(name, `>= 0 && <= ${Number.MAX_SAFE_INTEGER}`, value);
  return requireDuration(value, name);
}

/** What a server of connections does when a listener's promise is rejected. */
const onRejection = Reflect.get(NetServerClass.prototype, Symbol.for('nodejs.rejection')) as (
  ...args: unknown[]
) => void;

/**
 * Node's `http.Server` over a server of connections.
 *
 * @param event what that emits for a connection that HTTP can be spoken on
 * @param settings what that is made with besides the options of the app
 */
export function serverOver(base: typeof NetServerClass, event: string, settings: object) {
  return class HttpServer extends base {
    /** Milliseconds of silence after which `timeout` is emitted; 0 for never. */
    timeout = 0;
    keepAliveTimeout: number;
    headersTimeout: number;
    requestTimeout: number;
    connectionsCheckingInterval: number;
    maxHeadersCount: number | null = null;
    maxRequestsPerSocket: number | null = 0;
    httpAllowHalfOpen = false;
    readonly maxHeaderSize: number;
    readonly insecureHTTPParser: boolean;
    readonly joinDuplicateHeaders: boolean;
    readonly requireHostHeader: boolean;
    readonly rejectNonStandardBodyWrites: boolean;
    readonly uniqueHeaders: ReadonlySet<string>;
    readonly incomingMessageClass: new (socket: HttpSocket) => IncomingMessageClass;
    readonly serverResponseClass: new (
      ...args: ConstructorParameters<typeof ServerResponse>
    ) => ServerResponseClass;
    readonly #connections = new Set<ServerConnection>();

    constructor(given?: ServerOptions | RequestListener | null, listener?: RequestListener) {
      const options = typeof given === 'function' ? {} : (given ?? {});
      if (typeof options !== 'object' || Array.isArray(options))
        throw invalidArgType('options', 'Object', given);
      for (const name of [
        'insecureHTTPParser',
        'requireHostHeader',
        'joinDuplicateHeaders',
        'rejectNonStandardBodyWrites'
      ] as const) {
        requireBoolean(options[name], `options.${name}`);
      }
      super({
        ...settings,
        ...options,
        noDelay: options.noDelay ?? true
      });
      if (options.maxHeaderSize !== undefined) limit(options.maxHeaderSize, 'maxHeaderSize', 0);
      this.maxHeaderSize = options.maxHeaderSize || MAX_HEADER_SIZE;
      this.insecureHTTPParser = options.insecureHTTPParser ?? false;
      this.joinDuplicateHeaders = options.joinDuplicateHeaders ?? false;
      this.requireHostHeader = options.requireHostHeader ?? true;
      this.rejectNonStandardBodyWrites = options.rejectNonStandardBodyWrites ?? false;
      this.uniqueHeaders = uniqueNames(options.uniqueHeaders);
      this.incomingMessageClass = options.IncomingMessage ?? IncomingMessage;
      this.serverResponseClass = options.ServerResponse ?? ServerResponse;
      this.requestTimeout = limit(options.requestTimeout, 'requestTimeout', REQUEST_TIMEOUT);
      const most = this.requestTimeout > 0 ? Math.min(HEADERS_TIMEOUT, this.requestTimeout) : HEADERS_TIMEOUT;
      this.headersTimeout = limit(options.headersTimeout, 'headersTimeout', most);
      if (this.requestTimeout > 0 && this.headersTimeout > this.requestTimeout) {
        throw outOfRange('headersTimeout', '<= requestTimeout', this.headersTimeout);
      }
      this.keepAliveTimeout = limit(options.keepAliveTimeout, 'keepAliveTimeout', KEEP_ALIVE_TIMEOUT);
      this.connectionsCheckingInterval = limit(
        options.connectionsCheckingInterval,
        'connectionsCheckingInterval',
        30_000
      );
      const onRequest = typeof given === 'function' ? given : listener;
      if (isFunction(onRequest)) this.on('request', onRequest);
      this.on(event, (socket: HttpSocket) => {
        this.#connections.add(new ServerConnection(this, socket));
      });
    }

    /** A connection has closed, or speaks another protocol now. */
    _connectionEnded(connection: ServerConnection): void {
      this.#connections.delete(connection);
    }

    setTimeout(milliseconds?: number | (() => void), callback?: () => void): this {
      const listener = typeof milliseconds === 'function' ? milliseconds : callback;
      this.timeout = typeof milliseconds === 'number' ? milliseconds : 0;
      if (listener !== undefined) this.on('timeout', listener);
      return this;
    }

    /** Stops listening, and closes what is idle. */
    override close(callback?: (error?: Error) => void): this {
      this.closeIdleConnections();
      return super.close(callback);
    }

    closeAllConnections(): void {
      for (const { socket } of this.#connections) socket.destroy();
    }

    closeIdleConnections(): void {
      for (const { isIdle, socket } of this.#connections) if (isIdle) socket.destroy();
    }

    [Symbol.for('nodejs.rejection')](error: Error, event: string, ...args: never[]): void {
      const response = args[1] as ServerResponseClass | undefined;
      if (event !== 'request' || response === undefined) {
        onRejection.call(this, error, event, ...args);
        return;
      }
      if (response.headersSent || response.writableEnded) {
        response.destroy();
        return;
      }
      for (const name of response.getHeaderNames()) response.removeHeader(name);
      response.statusCode = 500;
      response.end('Internal Server Error');
    }
  };
}

export const ServerClass = serverOver(NetServerClass, 'connection', { allowHalfOpen: true });
export type ServerClass = InstanceType<typeof ServerClass>;
export const Server = callable(ServerClass);
