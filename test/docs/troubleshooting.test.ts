import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Errno } from '../../library/src/main/ets/system/HostFailure.ets';
import { SocketErrorCode } from '../../library/src/main/ets/wechat/types/SocketTypes.ets';
import { repositoryRoot } from '../../tools/arkts/modules.ts';
import { libraryTexts } from './support/libraryTexts.ts';
import { codeIn, readMarkdown } from './support/markdownPage.ts';

const { tables } = readMarkdown(path.join(repositoryRoot, 'docs/guides/troubleshooting.md'));

describe('the troubleshooting guide', () => {
  it('explains every text of the library, and no other', () => {
    const explained = rowsOf('text').flatMap(([text]) => (text === undefined ? [] : codeIn(text)));
    const texts = libraryTexts(repositoryRoot);
    const missing = texts.filter((text) => !explained.includes(text));
    const stale = explained.filter((text) => !texts.includes(text));
    assert.deepEqual(
      { missing, stale },
      { missing: [], stale: [] },
      'correct docs/guides/troubleshooting.md'
    );
    assert.equal(explained.length, texts.length, 'a text is explained twice');
  });

  it('explains every errCode', () => {
    const explained = rowsOf('errCode').map(([code, name]) => `${code?.text} ${name?.text}`);
    assert.deepEqual(
      explained,
      numbersOf(SocketErrorCode).map(([name, code]) => `${code} \`${name}\``)
    );
  });

  it('explains every errno that the library reports itself', () => {
    const explained = rowsOf('errno').flatMap(([errno]) => errno?.text.split(', ') ?? []);
    const missing = numbersOf(Errno).filter(([, errno]) => !explained.includes(String(errno)));
    assert.deepEqual(missing, []);
  });
});

/** The rows of all tables whose head begins so. */
function rowsOf(head: string) {
  return tables.filter(([first]) => first?.[0]?.text === head).flatMap((table) => table.slice(1));
}

/** The members of an enum of numbers, in the order of the numbers. */
function numbersOf(numbers: Record<string, string | number>): [string, number][] {
  return Object.entries(numbers)
    .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
    .sort(([, left], [, right]) => left - right);
}
