import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** Nothing but the page that is asked for, and no graphics card. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
];

/** The Chromium of this machine; undefined where there is none. */
function findChromium(): string | undefined {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'chromium'))
    .find((file) => existsSync(file));
}

/** Why no browser can be started here; undefined if one can. */
export function reasonAgainstBrowser(): string | undefined {
  return findChromium() === undefined
    ? 'there is no chromium here: apt-get install --no-install-recommends chromium'
    : undefined;
}

/** Starts Chromium without a window, with an empty profile. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(reasonAgainstBrowser());
  return chromium.launch({ executablePath, args: ARGUMENTS });
}
