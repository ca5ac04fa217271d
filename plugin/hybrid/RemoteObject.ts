import type { Answer, WrittenFailure } from '../../library/src/main/ets/hybrid/Protocol.ets';
import { ANSWER, RELEASE } from '../../library/src/main/ets/hybrid/Protocol.ets';
import { HostFailure } from '../../library/src/main/ets/system/HostFailure.ets';
import type { Draft, DraftValue } from './draft.ts';
import type { CreationState, Linked } from './Linked.ts';
import { link } from './PageLink.ts';

/** How a call on a part of the app's system ended: with its result, if it has one, or with a failure. */
export interface Outcome {
  result?: object | undefined;
  failure?: HostFailure | undefined;
}

/** The page's end of a part of the app's system. */
export class RemoteObject implements Linked {
  id = 0;
  creationState: CreationState = 'none';
  readonly mayUsePort: boolean;
  readonly creation: Draft;
  private readonly onEvent: (name: string, event: object) => void;
  private readonly unanswered = new Map<number, (outcome: Outcome) => void>();
  private lastRequest = 0;
  /** Why the call that is being asked has not reached the app. */
  private refusal: string | undefined;

  /** @param mayUsePort for what is never asked */
  constructor(creation: Draft, onEvent: (name: string, event: object) => void, mayUsePort = false) {
    this.mayUsePort = mayUsePort;
    this.creation = creation;
    this.onEvent = onEvent;
  }

  /** Makes a call with the others of this turn. */
  request(name: string, fields: Record<string, DraftValue>): Promise<Outcome> {
    const request = ++this.lastRequest;
    return new Promise((resolve) => {
      this.unanswered.set(request, resolve);
      link.send(this, { name, fields: { ...fields, request } });
    });
  }

  /** Makes a call at once. @returns its result */
  ask(name: string): Outcome {
    const [result] = link.ask(this, [{ name }]);
    const { refusal } = this;
    this.refusal = undefined;
    if (refusal !== undefined) return { failure: HostFailure.found(0, refusal) };
    return { result: typeof result === 'object' && result !== null ? result : undefined };
  }

  /** The app lets it go. */
  release(): void {
    if (this.creationState !== 'none') link.send(this, { name: RELEASE });
  }

  receive(name: string, event: object): void {
    if (name === ANSWER) {
      const { request, failure, result } = event as Answer;
      this.settle(request, { result, failure: failureOf(failure) });
    } else {
      this.onEvent(name, event);
    }
  }

  refuse({ fields }: Draft, text: string): void {
    if (typeof fields?.request === 'number') {
      this.settle(fields.request, { failure: HostFailure.found(0, text) });
    } else {
      this.refusal = text;
    }
  }

  private settle(request: number, outcome: Outcome): void {
    this.unanswered.get(request)?.(outcome);
    this.unanswered.delete(request);
  }
}

/** What the app's failure was. */
export function failureOf(written: WrittenFailure | undefined): HostFailure | undefined {
  if (written === undefined) return undefined;
  const { code, errno, text, permission } = written;
  if (code === 0) return HostFailure.found(errno, text);
  const error = { name: '', code, message: text };
  return HostFailure.of(error, permission).reworded(text, errno);
}
