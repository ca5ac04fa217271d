import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { HybridSockets } from '../../library/Hybrid.ets';
import { launchBrowser } from '../hybrid/browser.ts';
import { buildHybridApp } from '../hybrid/buildApp.ts';
import { WebContainer } from '../hybrid/shell/WebContainer.ts';
import { buildPlugin } from './build.ts';
import { startPeers, type PeerPorts } from './peers.ts';
import type { Print } from './print.ts';

const SOURCES = path.resolve(import.meta.dirname, '../../example/src');
const PHONE = { width: 390, height: 844 };
const LIMIT_MS = 300_000;

/**
 * Builds the example for harmony-hybrid and works both of its pages in Chromium, with a stand-in for the shell.
 *
 * @param out the folder to write the build and the screenshots into
 * @returns the folder of the screenshots
 * @throws when something that was sent does not come back
 */
export async function runHybridDemo(out: string, print: Print): Promise<string> {
  await buildPlugin(print);
  print('Building the example for harmony-hybrid');
  const output = await buildHybridApp(path.resolve(out, 'hybrid'), SOURCES, ['taro-harmony-socket'], print);
  const screenshots = path.resolve(out, 'screenshots');
  mkdirSync(screenshots, { recursive: true });
  const sockets = new HybridSockets();
  const { harmonySocketListen, harmonySocketCall } = sockets;
  const container = await WebContainer.open(output, { harmonySocketListen, harmonySocketCall });
  sockets.useMessagePort(container.controller as object as Parameters<typeof sockets.useMessagePort>[0]);
  const peers = await startPeers();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: PHONE });
    page.setDefaultTimeout(LIMIT_MS);
    await page.goto(container.url);
    await workUdpPage(page, peers.ports, print);
    await page.screenshot({ path: path.join(screenshots, 'udp.png') });
    await tap(page, 'TCP');
    // Until the page that is left has gone, it takes what is typed.
    await visible(page.getByText(/^Bound to port \d+$/))
      .first()
      .waitFor({ state: 'hidden' });
    await visible(page.getByText('Not connected', { exact: true }))
      .first()
      .waitFor();
    await workTcpPage(page, peers.ports, print);
    await page.screenshot({ path: path.join(screenshots, 'tcp.png') });
  } finally {
    await browser.close();
    sockets.closeAll();
    await container.close();
    peers.stop();
  }
  return screenshots;
}

async function workUdpPage(page: Page, { udpEcho }: PeerPorts, print: Print): Promise<void> {
  await type(page, /^Port/, String(udpEcho));
  await exchange(page, 'Hello', print);
  await shows(page, /^Bound to port \d+$/, print);
  await exchange(page, 'héllo, 你好，世界 🛰️', print);
}

async function workTcpPage(page: Page, { refused, tcpEcho }: PeerPorts, print: Print): Promise<void> {
  await type(page, /^Port/, String(refused));
  await tap(page, 'Connect');
  await shows(page, /errCode -4: TCPSocket\.connect:fail/, print);
  await type(page, /^Port/, String(tcpEcho));
  await tap(page, 'Connect');
  await shows(page, /^Connected$/, print);
  await exchange(page, 'Hello', print);
  await exchange(page, 'héllo, 你好，世界 🛰️', print);
}

/** Sends the text and waits until the log has it twice: as sent and as received. */
async function exchange(page: Page, text: string, print: Print): Promise<void> {
  await type(page, /^Message/, text);
  await tap(page, 'Send');
  await visible(page.getByText(text, { exact: true }))
    .nth(1)
    .waitFor();
  print(`  ✓ sent and received: ${text}`);
}

async function shows(page: Page, text: RegExp, print: Print): Promise<void> {
  const found = visible(page.getByText(text)).first();
  await found.waitFor();
  print(`  ✓ ${await found.innerText()}`);
}

async function tap(page: Page, label: string): Promise<void> {
  await visible(page.getByText(label, { exact: true }))
    .first()
    .click();
}

async function type(page: Page, label: RegExp, text: string): Promise<void> {
  await visible(page.locator('.field').filter({ hasText: label }))
    .first()
    .locator('input')
    .fill(text);
}

/** Pages that were left stay in the document. */
function visible(locator: Locator): Locator {
  return locator.filter({ visible: true });
}
