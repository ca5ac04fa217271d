import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Check } from './finding.ts';

const PRETTIER = createRequire(import.meta.url).resolve('prettier/bin/prettier.cjs');

/** What Prettier would write otherwise, and what it cannot read. */
export const checkFormatting: Check = (root) => {
  const { error, stdout, stderr } = spawnSync(
    process.execPath,
    [PRETTIER, '--no-color', '--list-different', '.'],
    {
      cwd: root,
      encoding: 'utf8'
    }
  );
  if (error !== undefined) throw error;
  const unreadable = [...stderr.matchAll(/^\[error\] ([^\s:]+): (.*)$/gm)];
  return [
    ...stdout
      .split('\n')
      .filter((file) => file !== '')
      .map((file) => ({ file, line: 1, message: 'not formatted: run npm run format' })),
    ...unreadable.map(([, file = '', text]) => ({ file, line: 1, message: `cannot be formatted: ${text}` }))
  ];
};
