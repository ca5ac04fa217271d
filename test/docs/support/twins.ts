import assert from 'node:assert/strict';
import { codeIn, type MarkdownPage } from './markdownPage.ts';

/** A comment from its mark to the end of the line; `://` is none. */
const COMMENT = /(?<![:"'])(?:\/\/|(?<=^|\s)#).*$/gm;
/** What tells the address of a page in one language from its twin's: ours and WeChat's. */
const LANGUAGE = /_zh(?=\.md)|(?<=\/miniprogram\/)en\//;

/** Compares two pages that say the same in two languages: everything but the words has to be the same. */
export function assertTwins(page: MarkdownPage, twin: MarkdownPage): void {
  assert.deepEqual(levels(twin), levels(page), 'headings');
  assert.deepEqual(code(twin), code(page), 'code blocks');
  assert.deepEqual(cells(twin), cells(page), 'tables');
  assert.deepEqual(links(twin), links(page), 'links');
  assert.equal(twin.listItems, page.listItems, 'list items');
}

function levels({ headings }: MarkdownPage): number[] {
  return headings.map(({ level }) => level);
}

function code({ blocks }: MarkdownPage): string[] {
  return blocks.map(({ language, text }) => `${language}\n${text.replaceAll(COMMENT, '//')}`);
}

/** Table, row, cell, code spans of the cell; each language has an order of its own. */
function cells({ tables }: MarkdownPage): string[][][][] {
  return tables.map((rows) => rows.map((row) => row.map((cell) => codeIn(cell).sort())));
}

/** Each page links to its twin, and to the pages of its own language, whose headings have other names. */
function links(page: MarkdownPage): string[] {
  return page.links.map((link) => link.replace(LANGUAGE, '').replace(/(?<=(?:^|\.md)#).*/, ''));
}
