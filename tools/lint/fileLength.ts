import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sourceFiles } from '../files.ts';
import type { Check } from './finding.ts';

/** Lines that a source file may have: beyond that it holds more than one noun. */
const LIMIT = 300;

/** Files that may be longer, from the project's root, each with its reason. */
const EXEMPTIONS: ReadonlyMap<string, string> = new Map();

const SOURCE = /\.(?:ets|[mc]?[jt]s|tsx|cpp|h)$/;

export const checkFileLength: Check = (root) =>
  sourceFiles(root, (file) => SOURCE.test(file))
    .filter((file) => !EXEMPTIONS.has(path.relative(root, file)))
    .map((file) => ({ file, lines: readFileSync(file, 'utf8').trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > LIMIT)
    .map(({ file, lines }) => ({
      file,
      line: LIMIT + 1,
      message: `${lines} lines, ${LIMIT} are allowed: split the file, or exempt it with a reason in tools/lint/fileLength.ts`
    }));
