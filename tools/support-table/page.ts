import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { repositoryRoot } from '../arkts/modules.ts';
import type { GeneratedFile } from './generatedFile.ts';

export const MARK = '✔️';
export const NOTE = '<!-- Written by npm run docs from test results; do not edit. -->';

/** What people write of a page, in the file beside it. */
export const dataOf = (name: string): string => `docs/${name}.yaml`;

/** @param file YAML or JSON, from the project's root */
export function readData<Data>(file: string): Data {
  return parse(readFileSync(path.join(repositoryRoot, file), 'utf8')) as Data;
}

/** Turns a text into the language of a page. */
export type Translate = (text: string) => string;

/**
 * A page in English and in Chinese, each with a link to the other below its title.
 *
 * @param partsIn the page in a language, its title first
 */
export function twins(
  name: string,
  chinese: Translate,
  partsIn: (translate: Translate, language: 'en' | 'zh') => readonly string[]
): GeneratedFile[] {
  const page = (file: string, link: string, [title = '', ...parts]: readonly string[]): GeneratedFile => ({
    file: `docs/${file}.md`,
    text: [title, link, ...parts].join('\n\n')
  });
  return [
    page(
      name,
      `[中文](${name}_zh.md)`,
      partsIn((text) => text, 'en')
    ),
    page(`${name}_zh`, `[English](${name}.md)`, partsIn(chinese, 'zh'))
  ];
}

/** A table as Taro's documentation has them; prettier aligns it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], align = '---'): string {
  return [head, head.map(() => align), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A table's cell that is code: a bar would end the cell. */
export function code(text: string): string {
  return text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``;
}
