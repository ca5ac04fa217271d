import type { SocketError, SocketMessage, TCPSocket } from '../../../library/Index.ets';
import type { Journal } from '../journal.ts';
import { isFaulty, mayReset, type Plan } from '../plan.ts';
import type { Behaviour, Server } from './server.ts';

type State = 'idle' | 'connecting' | 'connected' | 'over';

/** How a connect has to end; `open` where the server resets it at once. */
export type Fate = 'connects' | 'fails' | 'open';

const CONNECT_FAILED = -4;
const PERMISSION_DENIED = -3;
const CONNECTION_RESET = 104;

/** What one TCP socket has to do: connection, written bytes, received bytes. */
export class TcpModel {
  readonly journal: Journal;
  state: State = 'idle';
  /** Those that were accepted, in the order of the calls. */
  readonly #writes: Buffer[] = [];
  readonly #behaviour: Behaviour;
  #server: Server | undefined;
  #fate: Fate = 'open';
  #received: Buffer = Buffer.alloc(0);
  #certainWriteErrors = 0;
  /** Empty writes that may have come after the peer's end, or while too much was waiting: they may give an error. */
  #uncertainEmptyWrites = 0;
  #wifiBindings = 0;

  /** Whether the system may fail any call, and end the connection. */
  readonly #isFaulty: boolean;
  readonly #mayReset: boolean;
  readonly #hasHighWaterMark: boolean;

  constructor(journal: Journal, behaviour: Behaviour, plan: Plan, hasHighWaterMark: boolean) {
    this.journal = journal;
    this.#hasHighWaterMark = hasHighWaterMark;
    this.#isFaulty = isFaulty(plan);
    this.#mayReset = behaviour.startsWith('reset') || mayReset(plan);
    this.#behaviour = behaviour;
  }

  set server(server: Server) {
    this.#server = server;
  }

  get isUsable(): boolean {
    return this.state !== 'over' && !this.journal.isCloseCalled;
  }

  startConnecting(fate: Fate): void {
    this.state = 'connecting';
    this.#fate = fate === 'connects' && this.#isFaulty ? 'open' : fate;
    if (this.#fate !== 'connects') this.journal.errors.allow('TCPSocket.connect');
    if (this.#mayReset) this.journal.errors.allow('TCPSocket');
  }

  expectWifiBinding(): void {
    this.#wifiBindings += 1;
    // Where things go wrong, or where the connect that follows has no more time.
    this.journal.errors.allow('TCPSocket.bindWifi');
  }

  /** A valid write: it is sent, or gives one error event. */
  write(content: Buffer): void {
    if (!this.isUsable || this.state === 'idle') {
      this.refuseWrite();
    } else {
      this.#writes.push(content);
      this.journal.errors.allow('TCPSocket.write');
    }
  }

  /** A write of nothing. */
  writeEmpty(): void {
    if (!this.isUsable || this.state === 'idle') {
      this.refuseWrite();
    } else if (this.#behaviour !== 'echo' || this.#isFaulty || this.#hasHighWaterMark) {
      this.#uncertainEmptyWrites += 1;
      this.journal.errors.allow('TCPSocket.write');
    }
  }

  /** A write that cannot be accepted. */
  refuseWrite(): void {
    this.#certainWriteErrors += 1;
    this.journal.expectError('write', [-1]);
  }

  hearConnect(): void {
    if (this.state !== 'connecting') this.journal.violate(`connect came in the state ${this.state}`);
    if (this.#fate === 'fails') this.journal.violate('connect came although nobody listens there');
    this.state = 'connected';
  }

  hearDrain(): void {
    const buffered = (this.journal.socket as unknown as TCPSocket).bufferedAmount;
    if (this.state !== 'connected') this.journal.violate(`drain came in the state ${this.state}`);
    if (buffered !== 0) this.journal.violate(`drain came while ${buffered} bytes were waiting`);
  }

  hearError(error: SocketError): void {
    const isOfConnect = error.errMsg.startsWith('TCPSocket.connect:fail');
    if (isOfConnect && [CONNECT_FAILED, PERMISSION_DENIED].includes(error.errCode)) {
      if (this.#fate === 'connects')
        this.journal.violate('the connect failed although somebody listens there');
      if (this.state !== 'connecting') this.journal.violate(`a connect failed in the state ${this.state}`);
      this.state = 'over';
    } else if (error.errMsg.startsWith('TCPSocket:fail')) {
      if (error.errno !== CONNECTION_RESET) this.journal.violate(`expected errno 104, got ${error.errno}`);
      this.state = 'over';
    }
  }

  hearMessage({ message, remoteInfo, localInfo }: SocketMessage): void {
    if (this.state !== 'connected') this.journal.violate(`a message came in the state ${this.state}`);
    if (remoteInfo.port !== this.#server?.port) this.journal.violate('the sender of a message is wrong');
    if (
      remoteInfo.size !== message.byteLength ||
      localInfo.size !== message.byteLength ||
      message.byteLength === 0
    )
      this.journal.violate('the size of a message is wrong');
    const until = this.#received.length + message.byteLength;
    const expected = this.#server?.sent.subarray(this.#received.length, until);
    if (!Buffer.from(message).equals(expected ?? Buffer.alloc(0)))
      this.journal.violate('the bytes that came differ from those that the peer sent');
    this.#received = Buffer.concat([this.#received, Buffer.from(message)]);
  }

  hearClose(): void {
    const isPeersDoing = !this.journal.isCloseCalled && this.state === 'connected' && !this.#isFaulty;
    if (isPeersDoing && this.#behaviour === 'echo') this.journal.violate('close came without a reason');
    if (isPeersDoing && this.#endsInOrder && this.#received.length !== this.#server?.sent.length)
      this.journal.violate(`close came after ${this.#received.length} of ${this.#server?.sent.length} bytes`);
    if (isPeersDoing && !this.#endsInOrder && this.#failedWrites === 0)
      this.journal.violate('close came after a reset without an error');
    this.state = 'over';
  }

  /** What has to come still. */
  missing(): string[] {
    const { journal } = this;
    const isWaitingForEcho =
      this.state === 'connected' && this.#behaviour === 'echo' && !journal.isCloseCalled && !this.#isFaulty;
    const server = this.#server;
    // A write that was refused because too much was waiting has given an error.
    const undelivered = this.#writes.length - this.#failedWrites - this.#arrived().count;
    const unanswered = (server?.received.length ?? 0) - this.#received.length;
    return [
      ...journal.errors.missing,
      ...(this.#settledWifiBindings < this.#wifiBindings ? ['bindWifi'] : []),
      ...(this.state === 'connecting' && !journal.isCloseCalled ? ['connect, or its error'] : []),
      ...(isWaitingForEcho && undelivered > 0 ? [`${undelivered} writes at the peer`] : []),
      ...(isWaitingForEcho && unanswered > 0 ? [`${unanswered} bytes of the reply`] : []),
      ...(this.#isClosing && !journal.isClosed ? ['close'] : [])
    ];
  }

  /** What has to come before the peer's side can be judged. */
  missingAtPeer(): string[] {
    return this.#server?.openConnections === 0 ? [] : ["the end of the peer's connection"];
  }

  /** Everything is over: holds what arrived against what was accepted. */
  judge(): void {
    const server = this.#server;
    if (server === undefined) return;
    if (server.connections > 1) this.journal.violate(`${server.connections} connections were made`);
    if (this.#settledWifiBindings !== this.#wifiBindings) this.journal.violate('bindWifi came too often');
    const { count, bytes } = this.#arrived();
    if (bytes !== server.received.length)
      this.journal.violate(
        `the peer received ${server.received.length} bytes, which fit the writes up to ${bytes}`
      );
    const lost = this.#writes.length - count;
    const failed = this.#failedWrites;
    // After a reset the kernel drops what it had taken, and nobody can know.
    const fewest = this.#endsInOrder ? lost : 0;
    const most = (this.#endsInOrder ? lost : this.#writes.length) + this.#uncertainEmptyWrites;
    if (failed < fewest || failed > most)
      this.journal.violate(`${lost} accepted writes did not arrive wholly, ${failed} gave an error`);
  }

  get #endsInOrder(): boolean {
    return !this.#mayReset;
  }

  get #settledWifiBindings(): number {
    return this.journal.count('BindWifi') + this.journal.errors.countOfPossible('TCPSocket.bindWifi');
  }

  /** Whether the socket has to close by itself or was told to. */
  get #isClosing(): boolean {
    if (this.journal.isCloseCalled || this.state === 'over') return true;
    if (this.state !== 'connected' || this.#behaviour === 'echo') return false;
    const atOnce = this.#behaviour === 'greetAndEnd' || this.#behaviour === 'resetOnConnect';
    return atOnce || this.#writes.length > 0;
  }

  /** How many writes that were valid and in time gave an error. */
  get #failedWrites(): number {
    return this.journal.errors.countOf('TCPSocket.write') - this.#certainWriteErrors;
  }

  /** How many writes arrived wholly, and up to which byte the stream consists of writes; each begins differently. */
  #arrived(): { count: number; bytes: number } {
    const received = this.#server?.received ?? Buffer.alloc(0);
    let bytes = 0;
    let count = 0;
    for (const write of this.#writes) {
      const piece = received.subarray(bytes, bytes + write.length);
      if (!write.subarray(0, piece.length).equals(piece)) continue;
      bytes += piece.length;
      if (piece.length === write.length) count += 1;
    }
    return { count, bytes };
  }
}
