import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as prettier from 'prettier';
import { sourceFiles } from '../files.ts';
import type { Check, Finding } from './finding.ts';
import { isPlainTypeScript } from './programs.ts';

const FORMATTED = /\.(?:ets|[mc]?[jt]s|tsx|json5?|md)$/;

/** Compares each file with its formatted text. */
export const checkFormatting: Check = async (root) => {
  const findings: Finding[] = [];
  for (const file of await formattedFiles(root)) {
    const text = readFileSync(file, 'utf8');
    try {
      const formatted = await format(file, text, root);
      if (formatted === text) continue;
      const line = firstDifference(text, formatted);
      findings.push({ file, line, message: 'not formatted: run npm run format' });
    } catch (error) {
      findings.push({ file, line: 1, message: `cannot be formatted: ${String(error)}` });
    }
  }
  return findings;
};

/**
 * Writes what {@link checkFormatting} would ask for.
 *
 * @returns the files that changed
 */
export async function writeFormatting(root: string): Promise<string[]> {
  const changed: string[] = [];
  for (const file of await formattedFiles(root)) {
    const text = readFileSync(file, 'utf8');
    const formatted = await format(file, text, root);
    if (formatted === text) continue;
    writeFileSync(file, formatted);
    changed.push(file);
  }
  return changed;
}

/** ArkTS is formatted as TypeScript; pages with a `struct` cannot be. */
async function formattedFiles(root: string): Promise<string[]> {
  const files = sourceFiles(root, (file) => FORMATTED.test(file));
  const ignorePath = path.join(root, '.prettierignore');
  const infos = await Promise.all(files.map((file) => prettier.getFileInfo(file, { ignorePath })));
  return files.filter((file, index) => infos[index]?.ignored !== true && isPlainTypeScript(file));
}

async function format(file: string, text: string, root: string): Promise<string> {
  const options = await prettier.resolveConfig(path.join(root, path.basename(file)));
  return prettier.format(text, { ...options, filepath: file });
}

function firstDifference(text: string, formatted: string): number {
  const expected = formatted.split('\n');
  return text.split('\n').findIndex((line, index) => line !== expected[index]) + 1 || 1;
}
