import path from 'node:path';
import { launchBrowser, reasonAgainstBrowser } from '../hybrid/browser.ts';
import { toHtml } from './headless/html.ts';
import type { Picture } from './headless/messages.ts';
import type { Print } from './print.ts';

/** A phone in vp. */
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
/** Milliseconds for a picture; a busy machine is no hang. */
const LIMIT = 300_000;

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
  const reason = reasonAgainstBrowser();
  if (reason !== undefined) {
    print(`No pictures of the pages: ${reason}`);
    return;
  }
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage(PHONE);
    page.setDefaultTimeout(LIMIT);
    for (const { name, root } of pictures) {
      await page.setContent(toHtml(root, styleSheet));
      await page.screenshot({ path: path.join(folder, `${name}.png`) });
    }
  } finally {
    await browser.close();
  }
  print(
    `Pictures of the pages, drawn by Chromium: ${pictures.map(({ name }) => `${name}.png`).join(', ')} in ${folder}`
  );
}
