import JSON5 from 'json5';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The file name of the HAR that is made of the project at `root`, `taro-harmony-socket-0.1.0.har`. */
export function harFileName(root: string): string {
  const text = readFileSync(path.join(root, 'library/oh-package.json5'), 'utf8');
  const { name, version } = JSON5.parse<{ name: string; version: string }>(text);
  return `${name}-${version}.har`;
}
