import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Owner } from './descriptors.ts';

/** A new folder that is removed after the test. */
export function temporaryFolder(owner: Owner): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'companion-'));
  owner.after(() => rmSync(folder, { recursive: true }));
  return folder;
}
