import { ErrorReporter } from '../../library/src/main/ets/wechat/events/ErrorReporter.ets';
import { Listeners } from '../../library/src/main/ets/wechat/events/Listeners.ets';
import { refusal } from '../../library/src/main/ets/wechat/events/SocketFailure.ets';
import { subscribe, unsubscribe } from '../../library/src/main/ets/wechat/events/Subscription.ets';
import { callFailure } from '../../library/src/main/ets/wechat/events/SocketFailure.ets';
import { later } from '../../library/src/main/ets/base/timing.ets';
import type { SocketError } from '../../library/src/main/ets/wechat/types/SocketTypes.ets';
import { SocketErrorCode } from '../../library/src/main/ets/wechat/types/SocketTypes.ets';
import { RELEASE } from '../../library/src/main/ets/hybrid/Protocol.ets';
import type { Draft } from './draft.ts';
import type { CreationState, Linked } from './Linked.ts';
import { link } from './PageLink.ts';

/** As the library has it. */
const CLOSED_TEXT = 'the socket is closed; create a new one';

/** What an `on…` or `off…` method takes. */
type Listener = (event: object) => void;

/** The page's end of one socket: its listeners, and the calls that go to the app. */
export class PageSocket implements Linked {
  id = 0;
  creationState: CreationState = 'none';
  mayUsePort = false;
  readonly creation: Draft;
  private readonly kind: string;
  private readonly errors = new Listeners<SocketError>();
  private readonly reporter = new ErrorReporter(this.errors);
  private readonly listeners: ReadonlyMap<string, Listeners<object>>;
  private isClosed = false;

  /**
   * @param kind as error texts begin
   * @param events the methods that listen, without `onError`
   */
  constructor(kind: string, creation: Draft, events: readonly string[]) {
    this.kind = kind;
    this.creation = creation;
    this.listeners = new Map(events.map((name) => [name, new Listeners<object>()]));
    link.send(this, creation);
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

  /** Makes a call at once, after those that wait. @returns its result, null if it failed */
  ask(name: string, makeDraft: () => Draft): number | null {
    const draft = this.draft(name, makeDraft);
    const result = draft === undefined ? null : link.ask(this, [draft])[0];
    return typeof result === 'number' ? result : null;
  }

  close(): void {
    if (this.isClosed) return;
    this.listeners.get('onMessage')?.mute();
    link.send(this, { name: 'close' });
  }

  /** Whether there is a socket in the app that can be asked. */
  get isOpen(): boolean {
    return this.creationState !== 'none' && !this.isClosed;
  }

  /** An event of the app's socket. */
  receive(name: string, event: object): void {
    if (name === 'onError') {
      this.reporter.report(event as SocketError);
      return;
    }
    if (name === 'onListening') this.mayUsePort = true;
    if (name === 'onClose') this.onClosed();
    this.listeners.get(name)?.dispatch(event);
  }

  /** A call has not reached the app, or must not. */
  refuse({ name }: Pick<Draft, 'name'>, text: string): void {
    if (name === 'close') {
      later(() => this.receive('onClose', { errMsg: `${this.kind}.close:ok` }));
      return;
    }
    this.reporter.reportLater(callFailure(`${this.kind}.${name}`, SocketErrorCode.System, text));
  }

  private draft(name: string, makeDraft: () => Draft): Draft | undefined {
    if (this.isClosed) {
      this.refuse({ name }, CLOSED_TEXT);
      return undefined;
    }
    try {
      return makeDraft();
    } catch (error) {
      this.reporter.reportLater(refusal(`${this.kind}.${name}`, error as object));
      return undefined;
    }
  }

  private onClosed(): void {
    this.isClosed = true;
    if (this.creationState === 'done') link.send(this, { name: RELEASE });
  }
}
