import type net from 'node:net';
import { identify } from '../faults/identities.ts';
import { SocketListeners } from '../faults/socketListeners.ts';
import { type NetAddress, toNetAddress } from './address.ts';
import { forgetClient } from './clients.ts';
import { complete, deliver } from './completions.ts';
import { Errno, errnoOf } from './errno.ts';
import { ErrorBase, Failure } from './failure.ts';
import { toArrayBuffer } from './payload.ts';
import { ReadAhead } from './readAhead.ts';
import { addReceiver } from './receivers.ts';
import { remoteInfoOf } from './remoteInfo.ts';
import { SendJobs } from './sendJobs.ts';
import { handleOf, localEndpointOf, remoteEndpointOf, type StreamHandle } from './streamHandle.ts';

const SEND_TIMEOUT_MS = 20000;

type AcceptedEvent = 'message' | 'connect' | 'error' | 'close';

/** What the module holds of an accepted connection apart from its JS object, to which it must not refer. */
export class AcceptedCore {
  readonly clientId: number;
  readonly listeners: SocketListeners<AcceptedEvent>;
  readonly #socket: net.Socket;
  readonly #chunkSize: number;
  readonly #sends = new SendJobs();
  #isGone = false;
  #stopReading: (() => void) | undefined;
  readonly #readAhead = new ReadAhead((bytes) => this.#received(bytes));

  /** @param chunkSize the largest message, in bytes */
  constructor(clientId: number, socket: net.Socket, chunkSize: number) {
    this.clientId = clientId;
    this.#socket = socket;
    this.#chunkSize = chunkSize;
    const identity = identify(this, 'connection');
    this.listeners = new SocketListeners(identity, ['message', 'connect', 'error', 'close'], (event) => {
      if (event === 'message') this.#startReading();
    });
    socket.on('error', () => this.#lost());
  }

  /** -1 when the connection is gone. */
  get fd(): number {
    return this.#isGone ? -1 : (handleOf(this.#socket)?.fd ?? -1);
  }

  localAddress(): NetAddress {
    const local = localEndpointOf(this.#handle());
    if (local === undefined) throw Failure.ofErrno(Errno.ENETDOWN);
    return toNetAddress(local);
  }

  remoteAddress(): NetAddress {
    const remote = remoteEndpointOf(this.#handle());
    if (remote === undefined) throw Failure.ofErrno(Errno.ENOTCONN);
    return toNetAddress(remote);
  }

  /** @param done gets undefined or the failure */
  send(bytes: Uint8Array, done: (failure: Failure | undefined) => void): void {
    this.#sends.add(() => {
      if (this.#isGone) done(Failure.ofErrno(Errno.ENETDOWN, ErrorBase.SERVER));
      else if (remoteEndpointOf(this.#handle()) === undefined)
        done(Failure.ofErrno(Errno.ENOTCONN, ErrorBase.SERVER));
      else this.#write(bytes, done);
    });
  }

  /** Closes; the receive thread notices and reports it after the call is answered. */
  close(): void {
    if (this.#isGone) throw Failure.ofErrno(Errno.ENETDOWN);
    const isRead = this.#stopReading !== undefined;
    this.#free();
    forgetClient(this.clientId);
    if (isRead) complete(() => this.listeners.emit('close', {}));
  }

  /** The JS object was collected: the native module closes the connection. */
  collect(): void {
    if (this.#isGone) return;
    const isRead = this.#stopReading !== undefined;
    this.#free();
    // The native module goes on counting a client whose connection nobody read.
    if (isRead) forgetClient(this.clientId);
  }

  /** @throws Failure "unknown client" */
  #handle(): StreamHandle {
    const handle = this.#isGone ? undefined : handleOf(this.#socket);
    if (handle === undefined) throw Failure.ofErrno(Errno.ENETDOWN);
    return handle;
  }

  #write(bytes: Uint8Array, done: (failure: Failure | undefined) => void): void {
    if (bytes.length === 0) {
      done(undefined);
      return;
    }
    let isAnswered = false;
    const answer = (errno: number | undefined): void => {
      if (isAnswered) return;
      isAnswered = true;
      clearTimeout(timer);
      done(errno === undefined ? undefined : Failure.ofErrno(errno, ErrorBase.SERVER));
    };
    let timer: NodeJS.Timeout | undefined;
    this.#socket.write(bytes, (error) => answer(error ? errnoOf(error) : undefined));
    if (this.#socket.writableLength === 0 && this.#socket.errored === null) answer(undefined);
    else timer = setTimeout(answer, SEND_TIMEOUT_MS, Errno.NONE);
  }

  /** Nothing is read before there is a message listener; until then the kernel keeps what arrives. */
  #startReading(): void {
    if (this.#stopReading !== undefined || this.#isGone) return;
    this.#stopReading = addReceiver({
      fd: this.fd,
      take: (bytes) => this.#readAhead.add(bytes),
      fail: () => this.#lost()
    });
    this.#socket.on('data', (bytes) => {
      this.#readAhead.flush();
      this.#received(bytes);
    });
    this.#socket.once('end', () => this.#lost());
    this.#socket.resume();
  }

  #received(bytes: Uint8Array): void {
    const remote = this.#isGone ? undefined : remoteEndpointOf(this.#handle());
    if (remote === undefined || !this.listeners.has('message')) return;
    for (let start = 0; start < bytes.length; start += this.#chunkSize) {
      const message = toArrayBuffer(bytes.subarray(start, start + this.#chunkSize));
      const remoteInfo = remoteInfoOf(remote, message.byteLength);
      deliver(() => this.listeners.emit('message', { message, remoteInfo }));
    }
  }

  /** FIN or RST, which are not told apart: the native module closes its side, too. */
  #lost(): void {
    if (this.#isGone) return;
    this.#readAhead.flush();
    this.#free();
    forgetClient(this.clientId);
    deliver(() => this.listeners.emit('close', {}));
  }

  #free(): void {
    this.#isGone = true;
    this.#stopReading?.();
    this.#socket.removeAllListeners('data').removeAllListeners('end');
    this.#socket.destroy();
  }
}
