import { publishBy } from '../shared/diagnostics.ts';
import { nextTick } from '../shared/nextTick.ts';
import { validateFunction } from '../shared/validators.ts';

type Name = string | symbol;
type Subscriber = (message: unknown, name: Name) => void;

/** Node's `Channel`: whoever subscribes hears what is published, in the same turn. */
class Channel {
  readonly name: Name;
  #subscribers: readonly Subscriber[] = [];

  constructor(name: Name) {
    this.name = name;
  }

  get hasSubscribers(): boolean {
    return this.#subscribers.length > 0;
  }

  subscribe(subscriber: Subscriber): void {
    validateFunction(subscriber, 'subscription');
    this.#subscribers = [...this.#subscribers, subscriber];
  }

  /** @returns whether it was subscribed */
  unsubscribe(subscriber: Subscriber): boolean {
    const index = this.#subscribers.indexOf(subscriber);
    if (index >= 0) this.#subscribers = this.#subscribers.filter((_, each) => each !== index);
    return index >= 0;
  }

  publish(message: unknown): void {
    for (const subscriber of this.#subscribers) {
      try {
        subscriber(message, this.name);
      } catch (error) {
        nextTick(() => {
          throw error;
        });
      }
    }
  }

  /** There are no stores of AsyncLocalStorage to fill: publishes, and runs. */
  runStores<Result>(
    message: unknown,
    task: (...args: unknown[]) => Result,
    receiver?: unknown,
    ...args: unknown[]
  ): Result {
    this.publish(message);
    return Reflect.apply(task, receiver, args);
  }
}

const channels = new Map<Name, Channel>();

function channel(name: Name): Channel {
  const known = channels.get(name) ?? new Channel(name);
  channels.set(name, known);
  return known;
}

publishBy((name, message) => {
  const known = channels.get(name);
  if (known?.hasSubscribers === true) known.publish(message());
});

const EVENTS = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'] as const;
type Event = (typeof EVENTS)[number];
type Subscribers = Partial<Record<Event, Subscriber>>;
type Context = Record<string, unknown>;
type Task = (...args: unknown[]) => unknown;

/** Node's `TracingChannel`: five channels that tell of the steps of a call. */
class TracingChannel {
  readonly start: Channel;
  readonly end: Channel;
  readonly asyncStart: Channel;
  readonly asyncEnd: Channel;
  readonly error: Channel;

  constructor(given: string | Record<Event, Channel>) {
    const named = (event: Event): Channel =>
      typeof given === 'string' ? channel(`tracing:${given}:${event}`) : given[event];
    this.start = named('start');
    this.end = named('end');
    this.asyncStart = named('asyncStart');
    this.asyncEnd = named('asyncEnd');
    this.error = named('error');
  }

  get hasSubscribers(): boolean {
    return EVENTS.some((event) => this[event].hasSubscribers);
  }

  subscribe(subscribers: Subscribers): void {
    for (const event of EVENTS) if (subscribers[event]) this[event].subscribe(subscribers[event]);
  }

  /** @returns whether all of them were subscribed */
  unsubscribe(subscribers: Subscribers): boolean {
    return EVENTS.map((event) => {
      const subscriber = subscribers[event];
      return subscriber === undefined || this[event].unsubscribe(subscriber);
    }).every(Boolean);
  }

  traceSync(task: Task, context: Context = {}, receiver?: unknown, ...args: unknown[]): unknown {
    return this.#trace(context, () => {
      const result = Reflect.apply(task, receiver, args);
      context.result = result;
      return result;
    });
  }

  #trace(context: Context, call: () => unknown): unknown {
    try {
      return this.start.runStores(context, call);
    } catch (error) {
      this.#fail(context, error);
      throw error;
    } finally {
      this.end.publish(context);
    }
  }

  tracePromise(task: Task, context: Context = {}, receiver?: unknown, ...args: unknown[]): unknown {
    const settle = (): void => {
      this.asyncStart.publish(context);
      this.asyncEnd.publish(context);
    };
    return this.#trace(context, () =>
      Promise.resolve(Reflect.apply(task, receiver, args)).then(
        (result) => {
          context.result = result;
          settle();
          return result;
        },
        (error: unknown) => {
          this.#fail(context, error);
          settle();
          throw error;
        }
      )
    );
  }

  /** @param position of the callback among the arguments; the last when it is -1 */
  traceCallback(
    task: Task,
    position = -1,
    context: Context = {},
    receiver?: unknown,
    ...args: unknown[]
  ): unknown {
    const callback = args.at(position) as Task;
    validateFunction(callback, 'callback');
    const traced = (error: unknown, result: unknown, ...rest: unknown[]): void => {
      if (error) this.#fail(context, error);
      else context.result = result;
      this.asyncStart.publish(context);
      try {
        callback(error, result, ...rest);
      } finally {
        this.asyncEnd.publish(context);
      }
    };
    args.splice(position, 1, traced);
    return this.#trace(context, () => Reflect.apply(task, receiver, args));
  }

  #fail(context: Context, error: unknown): void {
    context.error = error;
    this.error.publish(context);
  }
}

const hasSubscribers = (name: Name): boolean => channels.get(name)?.hasSubscribers === true;
const subscribe = (name: Name, subscriber: Subscriber): void => channel(name).subscribe(subscriber);
const unsubscribe = (name: Name, subscriber: Subscriber): boolean => channel(name).unsubscribe(subscriber);
const tracingChannel = (given: string | Record<Event, Channel>): TracingChannel => new TracingChannel(given);

export { Channel, channel, hasSubscribers, subscribe, tracingChannel, unsubscribe };
export default { Channel, channel, hasSubscribers, subscribe, tracingChannel, unsubscribe };
