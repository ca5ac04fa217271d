import { HybridSockets } from '../../../library/Hybrid.ets';
import { joinFrame, splitFrame, type Batch } from '../../../library/src/main/ets/hybrid/Protocol.ets';

type PageController = Parameters<HybridSockets['useMessagePort']>[0];

/** What plays the port's other end. */
interface PlayedPort {
  receive: (message: ArrayBuffer | string) => void;
}

/** A page without a browser, whose every word the test writes. */
export class HandMadePage {
  readonly sockets = new HybridSockets();
  /** The error events so far. */
  readonly errors: { socket: number; text: string }[] = [];
  /** The names of all events so far. */
  readonly names: string[] = [];
  /** How many batches have come. */
  batches = 0;
  /** The numbers of those that {@link onBatch} let pass. */
  readonly numbers: number[] = [];
  /** Called with each batch, and may throw. */
  onBatch: (() => void) | undefined;
  private readonly page: string;
  private readonly waiting = new Set<() => void>();

  constructor() {
    const hello = { version: 1, port: true, deliver: (batch: Batch) => this.note(batch) };
    this.page = (this.sockets.harmonySocketListen(hello) as { page: string }).page;
  }

  /** @returns the results */
  call(calls: unknown): (number | null)[] {
    return (this.sockets.harmonySocketCall({ page: this.page, calls }) as { results: (number | null)[] })
      .results;
  }

  /** Lets the library offer a port. */
  takePort(): PlayedPort {
    let receive: PlayedPort['receive'] = () => undefined;
    const port = {
      postMessageEvent: (frame: ArrayBuffer) => {
        const { header } = splitFrame(frame) ?? {};
        this.note(JSON.parse(new TextDecoder().decode(header)) as Batch);
      },
      onMessageEvent: (listener: PlayedPort['receive']) => (receive = listener),
      close: () => undefined
    };
    const controller = { createWebMessagePorts: () => [port, port], postMessage: () => undefined };
    this.sockets.useMessagePort(controller as object as PageController);
    return { receive: (message) => receive(message) };
  }

  frame(calls: unknown, payloadLength: number): ArrayBuffer {
    const header = new TextEncoder().encode(JSON.stringify({ calls }));
    return joinFrame(header, [new Uint8Array(payloadLength)]);
  }

  /** Binds the UDP socket and waits until it listens: it works. */
  async bound(socket: number): Promise<void> {
    const before = this.names.length;
    this.call([{ socket, name: 'bind' }]);
    await this.happens(() => this.names.indexOf('onListening', before) !== -1);
  }

  happens(isThere: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isThere()) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }

  private note({ number, events }: Batch): void {
    this.batches++;
    try {
      this.onBatch?.();
      this.numbers.push(number);
      for (const { socket, name, event } of events) {
        this.names.push(name);
        if (name === 'onError') this.errors.push({ socket, text: (event as { errMsg: string }).errMsg });
      }
    } finally {
      for (const look of this.waiting) look();
    }
  }
}
