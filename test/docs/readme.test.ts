import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { pages } from './support/documentation.ts';
import { readMarkdown } from './support/markdownPage.ts';
import { assertTwins } from './support/twins.ts';

const read = (page: string) => readMarkdown(path.join(repositoryRoot, page));

/** The rows of a page's tables of APIs. */
function supportIn(page: string): { api: string; isMarked: boolean }[] {
  return read(page)
    .tables.filter(([head]) => head?.[0]?.text === 'API')
    .flatMap((rows) => rows.slice(1))
    .map((cells) => ({ api: cells[0]?.text ?? '', isMarked: cells.at(-1)?.text.startsWith('✔️') === true }));
}

/** `TCPSocket.onClose, offClose` are two; what follows a semicolon is an option. */
function namesIn(text: string): string[] {
  const [first = '', ...others] = (text.split(';')[0] ?? '').split(', ');
  if (!first.includes('.')) return [`Taro.${first}`];
  const [owner] = first.split('.');
  return [first, ...others.map((name) => `${owner}.${name}`)];
}

/** What the docstrings say. */
const ENGLISH_ONLY = ['docs/api/README.md'];
const CHINESE = pages.filter((page) => page.endsWith('_zh.md'));

describe("the README's table of support", () => {
  it('marks what the tables made from the test results mark', () => {
    const readme = supportIn('README.md').flatMap(({ api, isMarked }) =>
      namesIn(api).map((name) => `${name} ${isMarked}`)
    );
    const generated = ['docs/UDPSocket.md', 'docs/TCPSocket.md']
      .flatMap(supportIn)
      .filter(({ api }) => api.includes('.'))
      .map(({ api, isMarked }) => `${api} ${isMarked}`);
    assert.deepEqual(readme.sort(), generated.sort());
  });
});

describe('the Chinese pages', () => {
  it('are there for all that users read', () => {
    const english = pages.filter(
      (page) =>
        /^(?:docs|examples)\/|(?:^|^(?:library|plugin)\/)README/.test(page) && !page.endsWith('_zh.md')
    );
    const alone = english.filter((page) => !CHINESE.includes(page.replace('.md', '_zh.md')));
    assert.deepEqual(alone, ENGLISH_ONLY);
  });

  for (const page of CHINESE) {
    it(`${page} has the structure, code, tables and links of its English twin`, () => {
      assertTwins(read(page.replace('_zh.md', '.md')), read(page));
    });
  }

  it('are linked by the pages of their language alone, but for the twin of each', () => {
    const strange = CHINESE.flatMap((chinese) => {
      const english = chinese.replace('_zh.md', '.md');
      return [...strangers(chinese, english, english), ...strangers(english, chinese, chinese)];
    });
    assert.deepEqual(strange, []);
  });
});

/** Links of a page into the other language, which has to be where its twin is and nowhere else. */
function strangers(page: string, twin: string, kind: string): string[] {
  const targets = read(page).links.map((link) =>
    path.posix.join(path.dirname(page), link.split('#')[0] ?? '')
  );
  const isOther = (target: string): boolean =>
    kind.endsWith('_zh.md') ? CHINESE.includes(target) : CHINESE.includes(target.replace(/\.md$/, '_zh.md'));
  return targets.includes(twin)
    ? targets.filter((target) => target !== twin && isOther(target)).map((target) => `${page}: ${target}`)
    : [`${page}: no link to ${twin}`];
}
