import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as prettier from 'prettier';
import { repositoryRoot } from '../arkts/modules.ts';

/** A file of the project that is made from the results of tests. */
export interface GeneratedFile {
  /** From the project's root. */
  file: string;
  text: string;
}

/** Markdown as `npm run format` would have it; other files as they are. */
export async function formatted({ file, text }: GeneratedFile): Promise<GeneratedFile> {
  if (!file.endsWith('.md')) return { file, text };
  const style = await prettier.resolveConfig(path.join(repositoryRoot, file));
  return { file, text: await prettier.format(text, { ...style, parser: 'markdown' }) };
}

export function write({ file, text }: GeneratedFile): void {
  const target = path.join(repositoryRoot, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

/** Where the committed file differs, for people; nothing if it is the same. */
export function staleness({ file, text }: GeneratedFile): string[] {
  const target = path.join(repositoryRoot, file);
  const committed = existsSync(target) ? readFileSync(target, 'utf8') : '';
  if (committed === text) return [];
  const lines = committed.split('\n');
  const expected = [...text.split('\n'), ''];
  const at = expected.findIndex((line, index) => line !== lines[index]);
  const found = `its line ${at + 1} is "${lines[at] ?? ''}", not "${expected[at] ?? ''}"`;
  return [`${file} is stale: ${found}; npm run docs writes it anew`];
}
