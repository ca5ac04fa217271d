import { readFileSync } from 'node:fs';

/** A fenced block of code. */
export interface CodeBlock {
  language: string;
  text: string;
}

/** What a page of Markdown consists of. */
export interface MarkdownPage {
  /** With their marks: `## Use`. */
  headings: string[];
  blocks: CodeBlock[];
  /** The lines of each table. */
  tables: string[][];
  /** How many items its lists have in all. */
  listItems: number;
}

const BLOCK = /^```(\w*)\n(.*?)^```$/gms;

export function readMarkdown(file: string): MarkdownPage {
  const text = readFileSync(file, 'utf8');
  const prose = text.replaceAll(BLOCK, '').split('\n');
  const tables: string[][] = [];
  prose.forEach((line, index) => {
    if (!line.startsWith('|')) return;
    if (prose[index - 1]?.startsWith('|') !== true) tables.push([]);
    tables.at(-1)?.push(line);
  });
  return {
    headings: prose.filter((line) => /^#+ /.test(line)),
    blocks: [...text.matchAll(BLOCK)].map(([, language = '', code = '']) => ({ language, text: code })),
    tables,
    listItems: prose.filter((line) => /^\s*(?:-|\d+\.) /.test(line)).length
  };
}
