import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../../../tools/arkts/modules.ts';
import { type DocumentedBlock, namedBlocks } from './documentation.ts';

/** What TypeScript in the documentation imports, and what that is on Node; ArkTS finds the library by itself. */
const MODULES: Readonly<Record<string, string>> = {
  '@tarojs/taro': 'test/docs/support/taro.ts',
  'taro-harmony-socket/ts': 'library/Index.ets',
  'taro-harmony-socket': 'library/Index.ets'
};

/** A folder in which blocks of the documentation are programs that Node runs. */
export class Programs {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'documentation-'));

  constructor(blocks: readonly DocumentedBlock[]) {
    writeFileSync(path.join(this.#folder, 'package.json'), '{ "type": "module" }');
    for (const { file, text } of blocks) writeFileSync(path.join(this.#folder, file), onNode(file, text));
  }

  /** The files of a page, which may import each other. */
  static ofPage(page: string): Programs {
    return new Programs(namedBlocks(page));
  }

  /** Runs a file, and gives what it exports. */
  async run<Exports>(file: string): Promise<Exports> {
    return (await import(pathToFileURL(path.join(this.#folder, file)).href)) as Exports;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

function onNode(file: string, text: string): string {
  if (file.endsWith('.ets')) return text;
  return text.replaceAll(/(?<= from )'([^']+)'/g, (quoted, name: string) => {
    const target = MODULES[name];
    return target === undefined ? quoted : `'${pathToFileURL(path.join(repositoryRoot, target)).href}'`;
  });
}
