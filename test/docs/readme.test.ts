import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { pages } from './support/documentation.ts';
import { readMarkdown } from './support/markdownPage.ts';
import { assertTwins } from './support/twins.ts';

const read = (page: string) => readMarkdown(path.join(repositoryRoot, page));

/** The rows of a page's tables of APIs. */
function supportIn(page: string): [string, ...string[]][] {
  return read(page)
    .tables.filter(([head]) => head?.[0]?.text === 'API')
    .flatMap((rows) =>
      rows.slice(1).map(([first, ...others]) => [first?.text ?? '', ...others.map(({ text }) => text)])
    );
}

/** `TCPSocket.onClose, offClose` are two; what follows a semicolon is an option. */
function namesIn(text: string): string[] {
  const [first = '', ...others] = (text.split(';')[0] ?? '').split(', ');
  if (!first.includes('.')) return [`Taro.${first}`];
  const [owner] = first.split('.');
  return [first, ...others.map((name) => `${owner}.${name}`)];
}

function isMarked(cell = ''): boolean {
  return cell.startsWith('✔️');
}

const CHINESE = pages.filter((page) => page.endsWith('_zh.md'));

describe("the README's table of support", () => {
  it('marks what the tables made from the test results mark', () => {
    const listed = supportIn('README.md').map(([names, ...rest]) => [namesIn(names), rest.at(-1)] as const);
    const readme = listed.flatMap(([names, mark]) => names.map((name) => [name, isMarked(mark)]));
    const generated = ['docs/en/UDPSocket.md', 'docs/en/TCPSocket.md']
      .flatMap(supportIn)
      .filter(([name]) => name.includes('.'))
      .map(([name, ...rest]) => [name, isMarked(rest.at(-1))]);
    assert.deepEqual(readme.sort(), generated.sort());
  });
});

describe('the Chinese pages', () => {
  it('are those that people read first', () => {
    for (const page of ['README_zh.md', 'library/README_zh.md', 'docs/behaviour_zh.md']) {
      assert.ok(CHINESE.includes(page), page);
    }
  });

  for (const page of CHINESE) {
    it(`${page} has the structure, code, tables and links of its English twin`, () => {
      assertTwins(read(page.replace('_zh.md', '.md')), read(page));
    });
  }
});
