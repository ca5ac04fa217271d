import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { readFolder } from '../../plugin/scripts/folderFiles.mts';
import { API_FOLDER, apiPages } from '../../tools/apiDocs/apiPages.ts';
import { LLMS_FILE, llmsText } from '../../tools/apiDocs/llmsText.ts';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { staleness } from '../../tools/support-table/generatedFile.ts';

describe('the API reference', () => {
  it('is what the docstrings say now (npm run docs writes it)', async () => {
    const pages = await apiPages(repositoryRoot);
    const committed = readFolder(path.join(repositoryRoot, API_FOLDER));
    assert.deepEqual([...committed.keys()], [...pages.keys()]);
    const stale = [...pages].flatMap(([name, text]) =>
      staleness({ file: `${API_FOLDER}/${name}`, text: text.toString() })
    );
    assert.deepEqual(stale, []);
  });

  it('cannot be made of something public without a docstring', async (t) => {
    const root = mkdtempSync(path.join(tmpdir(), 'undocumented-'));
    t.after(() => rmSync(root, { recursive: true }));
    mkdirSync(path.join(root, 'library'));
    const source = '/** A function. */\nexport function told(): void {}\nexport function untold(): void {}\n';
    writeFileSync(path.join(root, 'library/Index.ets'), source);
    await assert.rejects(
      apiPages(root),
      /untold \(CallSignature\), defined in library\/Index\.d\.ts, does not have any doc/
    );
  });
});

describe('llms.txt', () => {
  it('is what the index says now (npm run docs writes it)', () => {
    const text = llmsText(repositoryRoot);
    assert.deepEqual(staleness({ file: LLMS_FILE, text }), []);
    assert.ok([...text.matchAll(/^- \[.+\]\(.+\): ./gm)].length > 20);
  });
});
