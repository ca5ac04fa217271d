import { describeThrown } from '../../library/src/main/ets/base/text.ets';
import { later } from '../../library/src/main/ets/base/timing.ets';
import type {
  Bytes,
  Call,
  PageEvent,
  Reply,
  Welcome,
  WrittenMessage
} from '../../library/src/main/ets/hybrid/Protocol.ets';
import {
  BUFFERED_AMOUNT,
  LEAVE,
  NO_SOCKET,
  RELEASE,
  RELEASED,
  TAKEN_BYTES,
  VERSION
} from '../../library/src/main/ets/hybrid/Protocol.ets';
import type { SocketError } from '../../library/src/main/ets/wechat/types/SocketTypes.ets';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { batchesOf } from './batches.ts';
import { writeDraft, type Draft } from './draft.ts';
import { EventOrder, type ArrivedBatch } from './EventOrder.ts';
import { isBatch } from './isBatch.ts';
import { PagePort } from './PagePort.ts';
import type { Linked } from './Linked.ts';
import { findShell, type Shell } from './shell.ts';

const NO_SHELL =
  "the page does not run in a TaroWebContainer of the shell @hybrid/web-container, or the shell's script is not there yet";
const NO_SOCKETS =
  'the app offers its pages no sockets: in its ArkTS code, make `const sockets = new HybridSockets()` (HAR ' +
  'taro-harmony-socket) and add `harmonySocketListen: sockets.harmonySocketListen, harmonySocketCall: sockets.harmonySocketCall` to the object that ' +
  'injectObjectController.onCreate returns';
const NO_ANSWER = "the shell's bridge gave no answer that makes sense";

/** Calls of this package's own, which fail without a word. */
const OWN_CALLS: readonly string[] = [BUFFERED_AMOUNT, RELEASE, TAKEN_BYTES];

/** A call of a socket that waits for the end of the turn. */
interface Waiting {
  socket: Linked;
  draft: Draft;
}

/** The one way of this page's sockets to the app. Calls of one turn go together. */
export class PageLink {
  private readonly sockets = new Map<number, Linked>();
  private readonly order = new EventOrder((event, takeBytes) => this.onEvent(event, takeBytes));
  private readonly port = new PagePort((arrived) => this.onBatch(arrived));
  private shell: Shell | undefined;
  /** What the app calls this page; undefined before it has been welcomed. */
  private page: string | undefined;
  private lastSocket = 0;
  private bridgeCalls: Waiting[] = [];
  private portCalls: Waiting[] = [];
  private isFlushPlanned = false;

  /** Makes the call at the end of the turn, or before the next one that is asked for its result. */
  send(socket: Linked, draft: Draft): void {
    this.enqueue(socket, draft);
    if (this.isFlushPlanned) return;
    this.isFlushPlanned = true;
    later(() => this.flush());
  }

  /** Makes calls at once, after those that wait. @returns their results; none if they did not reach the app */
  ask(socket: Linked, drafts: Draft[]): (object | number | null)[] {
    for (const draft of drafts) this.enqueue(socket, draft, this.bridgeCalls);
    return this.flushBridge().slice(-drafts.length);
  }

  /** Makes the calls that wait for the bridge. @returns the results of the last ones; none if they did not reach the app */
  flushBridge(): (object | number | null)[] {
    const batches = batchesOf(this.bridgeCalls);
    this.bridgeCalls = [];
    return batches.map((batch) => this.sendOverBridge(batch)).at(-1) ?? [];
  }

  /** A socket that could not be created is created with its next call. */
  private enqueue(socket: Linked, draft: Draft, calls = this.callsFor(socket)): void {
    if (socket.creationState === 'none') {
      socket.creationState = 'waiting';
      calls.push({ socket, draft: socket.creation });
    }
    if (draft !== socket.creation) calls.push({ socket, draft });
  }

  private callsFor(socket: Linked): Waiting[] {
    const usesPort = this.port.isOpen && socket.mayUsePort && socket.creationState === 'done';
    return usesPort ? this.portCalls : this.bridgeCalls;
  }

  private flush(): void {
    this.isFlushPlanned = false;
    const { portCalls } = this;
    this.portCalls = [];
    // First the bridge: a socket changes over to the port and never back.
    this.flushBridge();
    for (const batch of batchesOf(portCalls)) this.sendOverPort(batch);
  }

  private sendOverPort(batch: Waiting[]): void {
    const payloads: Uint8Array[] = [];
    const calls = batch.map(({ socket, draft }) =>
      writeDraft(socket.id, draft, (bytes) => ({ bytes: payloads.push(bytes) && bytes.length }))
    );
    this.port.send(calls, payloads);
  }

  private sendOverBridge(batch: Waiting[]): (object | number | null)[] {
    const answer = this.join() ?? this.request(batch);
    const isCarriedOut = typeof answer !== 'string';
    for (const { socket, draft } of batch) {
      if (draft === socket.creation) socket.creationState = isCarriedOut ? 'done' : 'none';
      else if (!isCarriedOut && !OWN_CALLS.includes(draft.name)) socket.refuse(draft, answer);
    }
    return isCarriedOut ? answer : [];
  }

  /** @returns the results, or why there are none */
  private request(batch: Waiting[]): (object | number | null)[] | string {
    // A text can become too long to be made.
    const reply = answerOf<Reply>(() =>
      this.shell?.call({ page: this.page, calls: batch.map((waiting) => this.writeForBridge(waiting)) })
    );
    if (reply === undefined) return NO_ANSWER;
    if (typeof reply === 'string') return reply;
    const { results } = reply;
    return Array.isArray(results) && results.length === batch.length ? results : NO_ANSWER;
  }

  private writeForBridge({ socket, draft }: Waiting): Call {
    if (draft === socket.creation) {
      socket.id = ++this.lastSocket;
      this.sockets.set(socket.id, socket);
    }
    return writeDraft(socket.id, draft, (bytes) => ({ base64: encodeBase64(bytes) }));
  }

  /** Begins, unless that has been done. @returns why it is not possible */
  private join(): string | undefined {
    if (this.page !== undefined) return undefined;
    const shell = findShell();
    if (shell === undefined) return NO_SHELL;
    const deliver = (batch: unknown): void => {
      this.onBatch(isBatch(batch) ? { batch, payload: undefined } : undefined);
    };
    const hello = { version: VERSION, port: PagePort.isSupported, deliver };
    const welcome = answerOf<Welcome>(() => shell.listen(hello));
    if (welcome === undefined) return NO_SOCKETS;
    if (typeof welcome === 'string') return welcome;
    if (typeof welcome.page !== 'string') return NO_ANSWER;
    this.shell = shell;
    this.page = welcome.page;
    this.port.expect(welcome.page);
    addEventListener('pagehide', ({ persisted }) => {
      if (!persisted) this.leave();
    });
    return undefined;
  }

  private leave(): void {
    this.flush();
    answerOf(() => this.shell?.call({ page: this.page, calls: [{ socket: NO_SOCKET, name: LEAVE }] }));
  }

  private onBatch(arrived: ArrivedBatch | undefined): void {
    if (arrived === undefined) {
      console.error('taro-harmony-socket: the app sent what is no batch of events');
    } else if (arrived.batch.page === this.page) {
      this.order.add(arrived);
    }
  }

  private onEvent({ socket: id, name, event }: PageEvent, takeBytes: (count: number) => ArrayBuffer): void {
    const socket = this.sockets.get(id);
    if (id === NO_SOCKET) {
      console.error('taro-harmony-socket:', (event as SocketError).errMsg);
    } else if (name === RELEASED) {
      this.sockets.delete(id);
    } else if (name === 'onMessage') {
      const message = readBytes((event as WrittenMessage).message, takeBytes);
      socket?.receive(name, { ...event, message });
    } else {
      socket?.receive(name, event);
    }
  }
}

function readBytes({ base64, bytes = 0 }: Bytes, takeBytes: (count: number) => ArrayBuffer): ArrayBuffer {
  return base64 === undefined ? takeBytes(bytes) : decodeBase64(base64).buffer;
}

/** @returns what the app answers, undefined if nothing, a text if it or the shell refuses */
function answerOf<Answer extends object>(call: () => unknown): Answer | string | undefined {
  try {
    const answer = call();
    if (typeof answer !== 'object' || answer === null) return undefined;
    return 'error' in answer ? String(answer.error) : (answer as Answer);
  } catch (error) {
    return `the shell's bridge threw: ${describeThrown(error as object, false)}`;
  }
}

/** This page's. */
export const link = new PageLink();
