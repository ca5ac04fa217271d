import type { WebSocket } from 'ws';
import { WebMessagePort } from './WebMessagePort.ts';

/** The part of the web view's controller that the library uses. */
export class WebviewController {
  private readonly ends = new Map<WebMessagePort, WebMessagePort>();
  private readonly posted = new Map<number, WebMessagePort>();
  private readonly runJavaScript: (code: string) => void;

  private readonly onMessage: (message: ArrayBuffer | string) => void;

  /** @param onMessage is told of what comes from pages */
  constructor(runJavaScript: (code: string) => void, onMessage: (message: ArrayBuffer | string) => void) {
    this.runJavaScript = runJavaScript;
    this.onMessage = onMessage;
  }

  createWebMessagePorts(): WebMessagePort[] {
    const [own, other] = [new WebMessagePort(), new WebMessagePort()];
    this.ends.set(other, own);
    return [own, other];
  }

  postMessage(message: string, ports: WebMessagePort[], uri: string): void {
    const own = ports[0] && this.ends.get(ports[0]);
    if (own === undefined || uri !== '*') throw new Error('401: Parameter error.');
    this.posted.set(this.posted.size, own);
    this.runJavaScript(`window.postPort(${JSON.stringify(message)}, ${this.posted.size - 1})`);
  }

  /** The page has got the port of this number. */
  connect(id: number, wire: WebSocket): void {
    const own = this.posted.get(id);
    if (own === undefined) wire.terminate();
    else own.connect(wire, this.onMessage);
  }

  close(): void {
    for (const port of this.posted.values()) port.close();
  }
}
