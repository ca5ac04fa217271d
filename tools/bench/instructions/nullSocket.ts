// Stands in for `@ohos.net.socket` where only the layer above it shall be counted: it has no sockets and does nothing.

type Callback = (error: undefined, value: undefined) => void;
type Listener = (payload: unknown) => void;

const unsettled: Callback[] = [];

/** Settles what was sent, in order. */
export function settleSends(): void {
  for (let i = 0; i < unsettled.length; i++) unsettled[i]?.(undefined, undefined);
  unsettled.length = 0;
}

/** The sockets in the order of their construction. */
export const nullSockets: NullSocket[] = [];

class NullSocket {
  readonly #listeners = new Map<string, Listener>();
  #port = 0;

  constructor() {
    nullSockets.push(this);
  }

  on = (event: string, listener: Listener): void => void this.#listeners.set(event, listener);
  off = (event: string): void => void this.#listeners.delete(event);
  emit = (event: string, payload: unknown): void => this.#listeners.get(event)?.(payload);
  connect = (): Promise<void> => Promise.resolve();
  getLocalAddress = (): Promise<object> =>
    Promise.resolve({ address: '0.0.0.0', family: 1, port: this.#port });
  setExtraOptions = (_options: object, callback: Callback): void => void unsettled.push(callback);
  send = (_options: object, callback: Callback): void => void unsettled.push(callback);
  close = (callback: Callback): void => void unsettled.push(callback);

  bind({ port }: { port: number }): Promise<void> {
    this.#port = port;
    return Promise.resolve();
  }
}

export default {
  constructUDPSocketInstance: (): NullSocket => new NullSocket(),
  constructTCPSocketInstance: (): NullSocket => new NullSocket()
};
