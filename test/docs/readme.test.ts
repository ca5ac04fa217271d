import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { pages } from './support/documentation.ts';
import { readMarkdown } from './support/markdownPage.ts';
import { assertTwins } from './support/twins.ts';

const CHINESE = pages.filter((page) => page.endsWith('_zh.md'));

describe('the Chinese pages', () => {
  it('are those that people read first', () => {
    for (const page of ['README_zh.md', 'library/README_zh.md', 'docs/behaviour_zh.md']) {
      assert.ok(CHINESE.includes(page), page);
    }
  });

  for (const page of CHINESE) {
    it(`${page} has the structure, code, tables and links of its English twin`, () => {
      const read = (name: string) => readMarkdown(path.join(repositoryRoot, name));
      assertTwins(read(page.replace('_zh.md', '.md')), read(page));
    });
  }
});
