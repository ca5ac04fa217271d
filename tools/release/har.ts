import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packArchive } from '../har/archive.ts';
import { checkHar } from '../har/checkHar.ts';
import { harFileName, harFiles } from '../har/harFiles.ts';
import type { Mismatch, ReleaseCheck } from './mismatch.ts';
import { releaseVersion } from './projectFile.ts';

/** The HAR as it would be packed now has the release's name and passes all gates. */
export const checkHarPackage: ReleaseCheck = async (root) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
  try {
    const name = harFileName(root);
    const file = path.join(folder, name);
    writeFileSync(file, await packArchive(harFiles(root)));
    const findings = (await checkHar(file)).map(({ file: part, field, value, next }): Mismatch => ({
      file: `${name}: ${part}`,
      subject: field,
      found: value,
      expected: 'what ohpm asks for',
      next
    }));
    return [...checkName(name, root), ...findings];
  } finally {
    rmSync(folder, { recursive: true });
  }
};

function checkName(found: string, root: string): Mismatch[] {
  const expected = `taro-harmony-socket-${releaseVersion(root)}.har`;
  const next = 'correct name and version in library/oh-package.json5';
  return found === expected ? [] : [{ file: found, subject: 'name', found, expected, next }];
}
