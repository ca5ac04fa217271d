import { ErrorReporter } from '../../library/src/main/ets/wechat/events/ErrorReporter.ets';
import { Listeners } from '../../library/src/main/ets/wechat/events/Listeners.ets';
import { subscribe, unsubscribe } from '../../library/src/main/ets/wechat/events/Subscription.ets';
import {
  callFailure,
  CLOSED_TEXT,
  refusal
} from '../../library/src/main/ets/wechat/events/SocketFailure.ets';
import { later } from '../../library/src/main/ets/base/timing.ets';
import type { SocketError } from '../../library/src/main/ets/wechat/types/SocketTypes.ets';
import { SocketErrorCode } from '../../library/src/main/ets/wechat/types/SocketTypes.ets';
import { RELEASE } from '../../library/src/main/ets/hybrid/Protocol.ets';
import { byteCount, type Draft } from './draft.ts';
import type { CreationState, Linked } from './Linked.ts';
import { link } from './PageLink.ts';

/** What an `on…` or `off…` method takes. */
type Listener = (event: object) => void;

/** The page's end of one socket: its listeners, and the calls that go to the app. */
export class PageSocket implements Linked {
  id = 0;
  creationState: CreationState = 'none';
  mayUsePort = false;
  readonly creation: Draft;
  /** Called when the app's socket is closed. */
  onceClosed = (): unknown => undefined;
  /** Bytes of calls that have not reached the app. */
  refusedBytes = 0;
  private readonly kind: string;
  private readonly errors = new Listeners<SocketError>();
  private readonly reporter = new ErrorReporter(this.errors);
  private readonly listeners: ReadonlyMap<string, Listeners<object>>;
  /** Closing from the call of `close` on. */
  private life: 'open' | 'closing' | 'closed' = 'open';

  /**
   * @param kind as error texts begin
   * @param name of the call that creates it
   * @param makeCreation may throw
   * @param events the methods that listen, without `onError`
   */
  constructor(kind: string, name: string, makeCreation: () => Draft, events: readonly string[]) {
    this.kind = kind;
    this.listeners = new Map(events.map((event) => [event, new Listeners<object>()]));
    this.creation = this.made(name, makeCreation) ?? { name };
    link.send(this, this.creation);
  }

  /** The public `on…` and `off…` methods. */
  listenerMethods(): Record<string, (listener?: unknown) => void> {
    const all = [...this.listeners, ['onError', this.errors] as const];
    return Object.fromEntries(
      all.flatMap(([name, given]) => {
        const listeners = given as Listeners<object>;
        const off = name.replace('on', 'off');
        const { kind, reporter } = this;
        return [
          [name, (given) => subscribe(`${kind}.${name}`, listeners, given as Listener, reporter)],
          [off, (given) => unsubscribe(`${kind}.${off}`, listeners, given as Listener, reporter)]
        ] satisfies [string, (listener?: unknown) => void][];
      })
    );
  }

  /** Sends a call with the others of this turn. @param makeDraft may throw */
  send(name: string, makeDraft: () => Draft): void {
    const draft = this.draft(name, makeDraft);
    if (draft !== undefined) link.send(this, draft);
  }

  /**
   * Makes a call at once, after those that wait.
   *
   * @param promised the result, where it is known: the call then goes after what is on its way over the message port
   * @returns its result, null if it failed
   */
  ask(name: string, makeDraft: () => Draft, promised?: number): number | null {
    // The close may be on its way over the message port, and the bridge would overtake it.
    const draft = this.draft(name, makeDraft, this.life !== 'open');
    if (draft === undefined) return null;
    if (promised !== undefined) {
      link.flushBridge();
      this.mayUsePort = true;
      link.send(this, draft);
      return promised;
    }
    const [result] = link.ask(this, [draft]);
    return typeof result === 'number' ? result : null;
  }

  /** @returns false if it is closing already, or closed */
  close(): boolean {
    if (this.life !== 'open') return false;
    this.life = 'closing';
    this.listeners.get('onMessage')?.mute();
    link.send(this, { name: 'close' });
    return true;
  }

  /** Whether there is a socket in the app that can be asked. */
  get isOpen(): boolean {
    return this.creationState !== 'none' && this.life !== 'closed';
  }

  /** An event of the app's socket. */
  receive(name: string, event: object): void {
    if (name === 'onError') {
      this.reporter.report(event as SocketError);
      return;
    }
    if (name === 'onListening') this.mayUsePort = true;
    if (name === 'onClose') this.onClosed(event);
    else this.listeners.get(name)?.dispatch(event);
  }

  /** A call has not reached the app, or must not. */
  refuse(draft: Draft, text: string): void {
    const { name } = draft;
    this.refusedBytes += byteCount(draft);
    if (name === 'close') {
      later(() => this.receive('onClose', { errMsg: `${this.kind}.close:ok` }));
      return;
    }
    this.reporter.reportLater(callFailure(this.textOf(name), SocketErrorCode.System, text));
  }

  private draft(name: string, makeDraft: () => Draft, isRefused = this.life === 'closed'): Draft | undefined {
    if (!isRefused) return this.made(name, makeDraft);
    this.refuse({ name }, CLOSED_TEXT);
    return undefined;
  }

  private made(name: string, makeDraft: () => Draft): Draft | undefined {
    try {
      return makeDraft();
    } catch (error) {
      this.reporter.reportLater(refusal(this.textOf(name), error as object));
      return undefined;
    }
  }

  /** How the error texts of a call begin. */
  private textOf(call: string): string {
    return call.startsWith('create') ? call : `${this.kind}.${call}`;
  }

  private onClosed(event: object): void {
    if (this.life === 'closed') return;
    this.life = 'closed';
    this.onceClosed();
    if (this.creationState === 'done') link.send(this, { name: RELEASE });
    // After the errors that were found here before.
    later(() => this.reporter.whenAllTold(() => this.listeners.get('onClose')?.dispatch(event)));
  }
}
