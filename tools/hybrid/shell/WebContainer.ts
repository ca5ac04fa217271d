import { EventEmitter, once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { WebSocketServer } from 'ws';
import { MethodChannel, type AppFunction } from './MethodChannel.ts';
import { PAGE_SCRIPT } from './pageScript.ts';
import { SYSTEM_FUNCTIONS } from './systemFunctions.ts';
import { WebviewController } from './WebviewController.ts';

const LOOPBACK = '127.0.0.1';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8'
};

export interface Traffic {
  bridge: [json: string];
  port: [message: ArrayBuffer | string];
}

/**
 * Stands in for one `TaroWebContainer` of the shell on Node: serves a build of Taro, and bridges a browser that shows it to
 * functions in this process.
 */
export class WebContainer {
  /** What travels: the JSON of each call of the bridge, each message that a port brings from the page. */
  readonly traffic = new EventEmitter<Traffic>();
  readonly controller = new WebviewController(
    (code) => this.runJavaScript(code),
    (message) => this.traffic.emit('port', message)
  );
  private readonly channel = new MethodChannel((code) => this.runJavaScript(code));
  private readonly server = http.createServer(
    (request, response) =>
      void this.serve(request, response).catch(() => {
        response.writeHead(500).end();
      })
  );
  private readonly wires = new WebSocketServer({ noServer: true });
  private readonly folder: string;
  private readonly hasShell: boolean;
  /** The page that is shown. */
  private page = '';
  private scripts: http.ServerResponse | undefined;
  /** Code for the page that is shown, until it can take it. */
  private waiting: string[] = [];

  private constructor(folder: string, injected: Readonly<Record<string, AppFunction>> | undefined) {
    this.folder = folder;
    this.hasShell = injected !== undefined;
    this.channel.register('NativeApi', { ...SYSTEM_FUNCTIONS, ...injected });
    this.server.on('upgrade', (request, socket, head) => {
      const { searchParams } = new URL(request.url ?? '/', this.url);
      this.wires.handleUpgrade(request, socket, head, (wire) =>
        this.controller.connect(Number(searchParams.get('id')), wire)
      );
    });
  }

  /**
   * @param folder that Taro has built into
   * @param injected the functions of `injectObj`; undefined for a page outside of the shell
   */
  static async open(
    folder: string,
    injected: Readonly<Record<string, AppFunction>> | undefined
  ): Promise<WebContainer> {
    const container = new WebContainer(folder, injected);
    container.server.listen(0, LOOPBACK);
    await once(container.server, 'listening');
    return container;
  }

  get url(): string {
    return `http://${LOOPBACK}:${(this.server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.controller.close();
    this.wires.close();
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  /** Runs code in the page that is shown, later. */
  runJavaScript(code: string): void {
    this.waiting.push(code);
    this.sendScripts();
  }

  private sendScripts(): void {
    if (this.scripts === undefined) return;
    for (const code of this.waiting.splice(0)) this.scripts.write(`data: ${JSON.stringify(code)}\n\n`);
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const page = searchParams.get('page') ?? '';
    if (pathname === '/shell/bridge') {
      const [type, json] = JSON.parse(await textOf(request)) as [string, string];
      this.show(page);
      this.traffic.emit('bridge', json);
      response.end(this.channel.call(type, json) ?? '');
    } else if (pathname === '/shell/scripts') {
      this.show(page);
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      this.scripts = response;
      this.sendScripts();
    } else if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
    } else {
      this.serveFile(pathname, response);
    }
  }

  /** A page that was not there before has replaced the one before, for which nothing is kept. */
  private show(page: string): void {
    if (page === this.page) return;
    this.page = page;
    this.waiting = [];
    this.scripts?.end();
    this.scripts = undefined;
  }

  private serveFile(pathname: string, response: http.ServerResponse): void {
    const file = path.join(this.folder, pathname === '/' ? 'index.html' : pathname);
    if (!file.startsWith(this.folder) || statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
      response.writeHead(404).end();
      return;
    }
    const content = readFileSync(file);
    const isPage = path.extname(file) === '.html' && this.hasShell;
    response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
    response.end(
      isPage ? content.toString().replace('<head>', () => `<head><script>${PAGE_SCRIPT}</script>`) : content
    );
  }
}

async function textOf(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
