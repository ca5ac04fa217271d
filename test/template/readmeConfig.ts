import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../tools/arkts/modules.ts';

/** What the README tells people to have in `config/index.ts`, as texts. */
export interface ReadmeConfig {
  /** The import that the rest needs. */
  imports: string;
  /** What is in the list. */
  plugins: string;
  /** The object. */
  harmony: string;
}

/** @throws if the README has no such block */
export function readmeConfig(): ReadmeConfig {
  const readme = readFileSync(path.join(repositoryRoot, 'README.md'), 'utf8');
  const block = /```ts\n\/\/ config\/index\.ts\n([^]*?)```/.exec(readme)?.[1] ?? '';
  const imports = /^import path .*$/m.exec(block)?.[0];
  const plugins = /^ {2}plugins: \[(.*)\],$/m.exec(block)?.[1];
  const harmony = /^ {2}harmony: (\{[^]*?^ {2}\})/m.exec(block)?.[1];
  if (imports === undefined || plugins === undefined || harmony === undefined) {
    throw new Error('README.md has no config/index.ts with an import of path, plugins and harmony');
  }
  return { imports, plugins, harmony };
}

/** The README's steps as plain text. */
export function readmeSteps(): string {
  const readme = readFileSync(path.join(repositoryRoot, 'README.md'), 'utf8');
  return /## In a Taro project\n([^]*?)\n## /.exec(readme)?.[1] ?? '';
}
