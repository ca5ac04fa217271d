import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * Copies what a Taro build delivers: `Index.ets` and `src/main/ets`.
 *
 * @returns how many files there are
 * @throws if the library has no `Index.ets`
 */
export function copyLibrary(source: string, target: string): number {
  const index = path.join(source, 'Index.ets');
  if (!existsSync(index)) throw new Error(`${index} does not exist`);
  rmSync(target, { recursive: true, force: true });
  cpSync(index, path.join(target, 'Index.ets'));
  cpSync(path.join(source, 'src/main/ets'), path.join(target, 'src/main/ets'), { recursive: true });
  return readdirSync(target, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ets'))
    .length;
}
