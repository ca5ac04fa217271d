import JSON5 from 'json5';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The text of a file of the project; empty if there is no such file. */
export function projectText(root: string, file: string): string {
  const absolute = path.join(root, file);
  return existsSync(absolute) ? readFileSync(absolute, 'utf8') : '';
}

/** A JSON or JSON5 file of the project; an empty object if there is no such file. */
export function projectJson<Content extends object>(root: string, file: string): Partial<Content> {
  const text = projectText(root, file);
  return text === '' ? {} : JSON5.parse<Content>(text);
}

/** The version that is to be released: that of the root's `package.json`. */
export function releaseVersion(root: string): string {
  return projectJson<{ version: string }>(root, 'package.json').version ?? 'missing';
}
