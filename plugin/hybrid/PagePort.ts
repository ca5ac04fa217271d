import { joinFrame, portMessage, splitFrame } from '../../library/src/main/ets/hybrid/Protocol.ets';
import type { Call } from '../../library/src/main/ets/hybrid/Protocol.ets';
import type { ArrivedBatch } from './EventOrder.ts';
import { isBatch } from './isBatch.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The message port that the app may send once the page has begun. */
export class PagePort {
  static readonly isSupported =
    typeof MessageChannel === 'function' && typeof addEventListener === 'function';
  private readonly onBatch: (arrived: ArrivedBatch | undefined) => void;
  private port: MessagePort | undefined;

  /** @param onBatch gets what comes, undefined for what is no frame */
  constructor(onBatch: (arrived: ArrivedBatch | undefined) => void) {
    this.onBatch = onBatch;
  }

  get isOpen(): boolean {
    return this.port !== undefined;
  }

  /** @param page what the app calls it */
  expect(page: string): void {
    const onMessage = (event: MessageEvent): void => {
      const [port] = event.ports;
      if (event.data !== portMessage(page) || port === undefined) return;
      removeEventListener('message', onMessage);
      port.onmessage = ({ data }): void => this.onBatch(readFrame(data));
      this.port = port;
      // The app sends nothing over it before it has seen that it works.
      this.send([], []);
    };
    addEventListener('message', onMessage);
  }

  send(calls: Call[], payloads: Uint8Array[]): void {
    const frame = joinFrame(encoder.encode(JSON.stringify({ calls })), payloads);
    this.port?.postMessage(frame, [frame]);
  }
}

function readFrame(data: unknown): ArrivedBatch | undefined {
  const parts = data instanceof ArrayBuffer ? splitFrame(data) : undefined;
  if (parts === undefined) return undefined;
  try {
    const batch: unknown = JSON.parse(decoder.decode(parts.header));
    return isBatch(batch) ? { batch, payload: parts.payload as Uint8Array<ArrayBuffer> } : undefined;
  } catch {
    return undefined;
  }
}
