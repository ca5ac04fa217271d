import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { HybridSockets } from '../../../library/Hybrid.ets';
import type { PageController } from '../../../library/src/main/ets/system/PagePort.ets';
import { startPeers, type Peers } from '../../../tools/demo/peers.ts';
import type { Print } from '../../../tools/demo/print.ts';
import { launchBrowser } from '../../../tools/hybrid/browser.ts';
import { buildHybridApp } from '../../../tools/hybrid/buildApp.ts';
import type { AppFunction } from '../../../tools/hybrid/shell/MethodChannel.ts';
import { WebContainer } from '../../../tools/hybrid/shell/WebContainer.ts';

import type { PageApp } from './pageApp.ts';

const SOURCES = path.resolve(import.meta.dirname, '../page');

/** How bytes travel between the page and the library. */
export type Way = 'bridge' | 'port';

/** One page in a container of the shell's stand-in, with the library behind it. */
export interface ShownPage {
  page: Page;
  container: WebContainer;
  sockets: HybridSockets;
  /** What the page wrote to its console as errors, and what it threw. */
  complaints: string[];
  /** Runs a function in the page: it gets what the test app offers there, and refers to nothing else of the test's. */
  run: <Result, Argument = undefined>(
    work: (app: PageApp, argument: Argument) => Result | Promise<Result>,
    argument?: Argument
  ) => Promise<Result>;
}

/** The test app, built once, and a browser that shows it. */
export class BrowserApp {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'hybrid-'));
  private readonly shown: ShownPage[] = [];
  private output = '';
  /** One for all pages, which their origins keep apart. */
  private context: BrowserContext | undefined;
  private started: Peers | undefined;

  async start(print: Print = console.log): Promise<void> {
    this.output = await buildHybridApp(
      path.join(this.folder, 'app'),
      SOURCES,
      ['taro-harmony-socket'],
      print,
      // That a smaller page works is seen in test/demo.
      { terser: { enable: false } }
    );
    this.context = await (await launchBrowser()).newContext();
    // Stays open: a page in a context that has none costs Chromium half as much again.
    await this.context.newPage();
    this.started = await startPeers();
  }

  async stop(): Promise<void> {
    await this.context?.browser()?.close();
    this.started?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Who answers the sockets of all pages. */
  get peers(): Peers {
    if (this.started === undefined) throw new Error('the app is not started');
    return this.started;
  }

  /** Shows the app in a container of its own. With `port` it returns when the port is open. */
  async show(way: Way): Promise<ShownPage> {
    const sockets = new HybridSockets();
    const shown = await this.showWith(
      { harmonySocketListen: sockets.harmonySocketListen, harmonySocketCall: sockets.harmonySocketCall },
      sockets
    );
    if (way === 'port') await openPort(shown);
    return shown;
  }

  /**
   * @param injected the functions of the app; undefined for a page outside of the shell
   * @param prepare runs in the page before its scripts
   */
  async showWith(
    injected: Readonly<Record<string, AppFunction>> | undefined,
    sockets = new HybridSockets(),
    prepare?: () => void
  ): Promise<ShownPage> {
    if (this.context === undefined) throw new Error('the browser is not started');
    const container = await WebContainer.open(this.output, injected);
    const page = await this.context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    // What esbuild wraps functions in, which tests hand over to the page.
    await page.addInitScript('globalThis.__name = (value) => value;');
    if (prepare !== undefined) await page.addInitScript(prepare);
    await page.goto(container.url);
    await page.getByText('ready').waitFor();
    const shown: ShownPage = {
      page,
      container,
      sockets,
      complaints,
      run: (work, argument) =>
        page.evaluate(`(${work.toString()})(globalThis.app, ${JSON.stringify(argument)})`)
    };
    this.shown.push(shown);
    return shown;
  }

  /** Closes what was shown, as the system does with a page's container. */
  async closeAll(): Promise<void> {
    for (const { page, container, sockets } of this.shown.splice(0)) {
      sockets.closeAll();
      await page.close();
      await container.close();
    }
  }
}

/** Offers the port and waits until the page has answered on it; a page begins with its first socket. */
async function openPort({ run, container, sockets }: ShownPage): Promise<void> {
  const opened = once(container.traffic, 'port');
  sockets.useMessagePort(container.controller as object as PageController);
  await run(({ byName }) => byName.createUDPSocket().close());
  await opened;
}
