import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { repositoryRoot } from '../arkts/modules.ts';

export const MARK = '✔️';
export const NOTE = '<!-- Written by npm run support-table from test results; do not edit. -->';

/** What people write of a page, in the file beside it. */
export const dataOf = (name: string): string => `docs/${name}.yaml`;

/** @param file YAML or JSON, from the project's root */
export function readData<Data>(file: string): Data {
  return parse(readFileSync(path.join(repositoryRoot, file), 'utf8')) as Data;
}

/** A table as Taro's documentation has them; prettier aligns it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], align = '---'): string {
  return [head, head.map(() => align), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A table's cell that is code: a bar would end the cell. */
export function code(text: string): string {
  return text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``;
}
