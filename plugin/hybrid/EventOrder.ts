import type { Batch, PageEvent } from '../../library/src/main/ets/hybrid/Protocol.ets';

/** What the app sent, with its bytes still to be read. */
export interface ArrivedBatch {
  batch: Batch;
  /** The bytes of all its messages, one after the other; undefined for a batch of the bridge, which has them as base64. */
  payload: Uint8Array<ArrayBuffer> | undefined;
}

/** Puts batches into the order of their numbers: those of the port and of the bridge may overtake each other. */
export class EventOrder {
  private readonly early = new Map<number, ArrivedBatch>();
  private readonly deliver: (event: PageEvent, takeBytes: (count: number) => ArrayBuffer) => void;
  private next = 1;

  /** @param deliver gets each event; `takeBytes` gives the next bytes of the batch's payload */
  constructor(deliver: (event: PageEvent, takeBytes: (count: number) => ArrayBuffer) => void) {
    this.deliver = deliver;
  }

  add(arrived: ArrivedBatch): void {
    this.early.set(arrived.batch.number, arrived);
    for (;;) {
      const batch = this.early.get(this.next);
      if (batch === undefined) return;
      this.early.delete(this.next++);
      this.deliverAll(batch);
    }
  }

  private deliverAll({ batch, payload = new Uint8Array() }: ArrivedBatch): void {
    let at = 0;
    const takeBytes = (count: number): ArrayBuffer => {
      at += count;
      return payload.slice(at - count, at).buffer;
    };
    for (const event of batch.events) this.deliver(event, takeBytes);
  }
}
