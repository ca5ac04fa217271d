import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { toHtml } from './headless/html.ts';
import type { Picture } from './headless/messages.ts';
import type { Print } from './print.ts';

const CHROMIUM = 'chromium';
/** A phone in vp. */
const WINDOW = '390,844';
const FLAGS = [
  ...[
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--hide-scrollbars'
  ],
  ...[
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--force-device-scale-factor=2'
  ],
  `--window-size=${WINDOW}`
];

/**
 * Draws the built pages as they were when they were worked, in a browser: not as ArkUI draws them.
 *
 * @param folder where the pictures go
 * @param styleSheet the app's
 */
export async function drawPictures(
  pictures: readonly Picture[],
  folder: string,
  print: Print,
  styleSheet: string
): Promise<void> {
  if (spawnSync(CHROMIUM, ['--version']).status !== 0) {
    print(
      `No pictures of the pages: they need ${CHROMIUM} (apt-get install --no-install-recommends chromium)`
    );
    return;
  }
  mkdirSync(folder, { recursive: true });
  const profile = mkdtempSync(path.join(tmpdir(), 'demo-'));
  try {
    for (const { name, root } of pictures) {
      const page = path.join(profile, `${name}.html`);
      writeFileSync(page, toHtml(root, styleSheet));
      const target = path.join(folder, `${name}.png`);
      const run = [
        `--user-data-dir=${path.join(profile, 'profile')}`,
        `--screenshot=${target}`,
        `file://${page}`
      ];
      await promisify(execFile)(CHROMIUM, [...FLAGS, ...run]);
    }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  print(
    `Pictures of the pages, drawn by ${CHROMIUM}: ${pictures.map(({ name }) => `${name}.png`).join(', ')} in ${folder}`
  );
}
