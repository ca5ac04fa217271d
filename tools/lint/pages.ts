import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { listFiles } from '../files.ts';
import type { Check, Finding } from './finding.ts';
import { lowestApiLevel } from './lowestApiLevel.ts';
import { uiStateFindings } from './uiState.ts';

const MODULE = 'entry/src/main';
const PROFILE = `${MODULE}/resources/base/profile/main_pages.json`;
const ARKUI = 'test/declarations/arkui';

/**
 * The pages of the demo app: those that the profile names are there, the rules of state management hold, and the
 * part of ArkUI that we have declarations of is one that the oldest supported device has. What is not declared, no page
 * can use.
 */
export const checkPages: Check = (root) => [
  ...missingPages(root),
  ...uiStateFindings(listFiles(path.join(root, MODULE, 'ets'), (file) => file.endsWith('.ets'))),
  ...newerArkUi(root)
];

function missingPages(root: string): Finding[] {
  const profile = path.join(root, PROFILE);
  if (!existsSync(profile)) return [];
  const { src } = JSON.parse(readFileSync(profile, 'utf8')) as { src: string[] };
  return src.flatMap((page) => {
    const file = path.join(root, MODULE, 'ets', `${page}.ets`);
    if (existsSync(file) && /^@Entry$/m.test(readFileSync(file, 'utf8'))) return [];
    return [{ file: profile, line: 1, message: `the page ${page} is not there, or has no @Entry` }];
  });
}

function newerArkUi(root: string): Finding[] {
  const lowest = lowestApiLevel(root);
  return listFiles(path.join(root, ARKUI), (file) => file.endsWith('.d.ts')).flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((text, index): Finding[] => {
        const since = Number(/@since (\d+)/.exec(text)?.[1] ?? 0);
        if (since <= lowest) return [];
        const message = `exists since API ${since}, the project supports API ${lowest}: no page may use it`;
        return [{ file, line: index + 1, message }];
      })
  );
}
