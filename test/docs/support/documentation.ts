import path from 'node:path';
import { withSlashes } from '../../../plugin/src/outputPath.ts';
import { repositoryRoot } from '../../../tools/arkts/modules.ts';
import { sourceFiles } from '../../../tools/files.ts';
import { type CodeBlock, readMarkdown } from './markdownPage.ts';

/** A block of code, and the file that it is for the checks. */
export interface DocumentedBlock extends CodeBlock {
  /** Its page, from the project's root. */
  page: string;
  /** From a folder of the page's own: what a comment in the first line says, or a name that tells the line. */
  file: string;
}

/** A block that says in its first line which file it is: `// src/Printer.ets`. */
const FILE_NAME = /^\/\/ ([\w./-]+\.\w+)\n/;

/** All pages that people read, from the project's root. */
export const pages: readonly string[] = sourceFiles(repositoryRoot, (file) => file.endsWith('.md')).map(
  (file) => withSlashes(path.relative(repositoryRoot, file))
);

export const blocks: readonly DocumentedBlock[] = pages.flatMap((page) =>
  readMarkdown(path.join(repositoryRoot, page)).blocks.map((block) => ({
    ...block,
    page,
    file: FILE_NAME.exec(block.text)?.[1] ?? `line${block.line}.${block.language}`
  }))
);

/** The blocks of a page that have a name. */
export function namedBlocks(page: string): DocumentedBlock[] {
  return blocks.filter((block) => block.page === page && FILE_NAME.test(block.text));
}

/** The folder of a page's files among those of all pages. */
export function folderOf({ page }: DocumentedBlock): string {
  return page.replaceAll(/\W/g, '_');
}

/** Where something stands, for people: a line of the block, counted from 1. */
export function placeOf({ page, line }: DocumentedBlock, lineInBlock = 0): string {
  return `${page}:${line + lineInBlock}`;
}
