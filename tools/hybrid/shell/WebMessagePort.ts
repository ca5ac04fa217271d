import type { WebSocket } from 'ws';

type Message = ArrayBuffer | string;

/** One end of a channel of the web view; the other goes to the page, where a web socket leads back to this one. */
export class WebMessagePort {
  private readonly waiting: Message[] = [];
  private listener: (message: Message) => void = () => {};
  private wire: WebSocket | undefined;
  private isClosed = false;

  postMessageEvent(message: Message): void {
    if (this.isClosed) throw new Error('17100010: Failed to post messages through the port.');
    if (this.wire === undefined) this.waiting.push(message);
    else this.wire.send(message);
  }

  onMessageEvent(listener: (message: Message) => void): void {
    this.listener = listener;
  }

  close(): void {
    this.isClosed = true;
    this.wire?.terminate();
  }

  /** The page has got the other end. */
  connect(wire: WebSocket, onMessage: (message: Message) => void): void {
    this.wire = wire;
    wire.binaryType = 'arraybuffer';
    wire.on('message', (data, isBinary) => {
      const message = isBinary ? (data as ArrayBuffer) : textOf(data as ArrayBuffer);
      this.listener(message);
      onMessage(message);
    });
    for (const message of this.waiting.splice(0)) wire.send(message);
  }
}

function textOf(data: ArrayBuffer): string {
  return Buffer.from(data).toString('utf8');
}
