import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TaroTypes } from './taroTypes.ts';

const PLATFORM = 'harmony';
/** Whatever git is configured to. */
const DIFF = 'diff --no-index --no-color --no-ext-diff --no-prefix --full-index --diff-algorithm=myers a b';

/** What Taro's types would say: the platform is added to the `@supported` tag of each API that was proved. */
export function supportedText({ text, apis }: TaroTypes, proved: (api: string) => boolean): string {
  const changed = apis.filter(({ name, supported }) => proved(name) && !supported.includes(PLATFORM));
  return changed.reduceRight(
    (result, { supported, start, end }) =>
      result.slice(0, start) + [...supported, PLATFORM].join(', ') + result.slice(end),
    text
  );
}

/** The change of these files as a patch for `patch -p1` or `git apply` in the package's folder. */
export function taroPatch(types: readonly TaroTypes[], proved: (api: string) => boolean): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'taro-patch-'));
  try {
    for (const each of types) {
      save(path.join(folder, 'a', each.file), each.text);
      save(path.join(folder, 'b', each.file), supportedText(each, proved));
    }
    const { status, stdout, stderr } = spawnSync('git', DIFF.split(' '), { cwd: folder, encoding: 'utf8' });
    if (status === null || status > 1) throw new Error(`git diff failed: ${stderr}`);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function save(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
