import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../../tools/arkts/modules.ts';
import { sourceFiles } from '../../../tools/files.ts';

const KEPT = path.join(repositoryRoot, 'node_modules/.cache/taro-harmony-socket');
const COMPILER = [
  'test/host/loader/emitter.ts',
  'tools/arkts/modules.ts',
  'tools/arkts/options.ts',
  'node_modules/ohos-typescript/package.json',
  'node_modules/@ohos/hypium/package.json'
];

const sources = new Set(
  sourceFiles(repositoryRoot, (file) => file.endsWith('.ets') || file.endsWith('.d.ts'))
);
/** Changes with any source, because what a file compiles to depends on what it imports. */
const state = hash(
  [...sources, ...COMPILER.map((file) => path.join(repositoryRoot, file))].flatMap((file) => [
    file,
    readFileSync(file, 'utf8')
  ])
);
const folder = path.join(KEPT, state);

/** Compiled ArkTS of this state of the sources, kept for later processes: to load the compiler takes them a second. */
export function keptOutput(file: string): string | undefined {
  if (!sources.has(file)) return undefined;
  return unlessGone(() => readFileSync(placeOf(file), 'utf8'));
}

/** Keeps what `file` compiles to, in the place of what belongs to other states of the sources. */
export function keepOutput(file: string, output: string): void {
  if (!sources.has(file)) return;
  const draft = path.join(folder, `${randomUUID()}.draft`);
  unlessGone(() => {
    if (!existsSync(folder)) rmSync(KEPT, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, output);
    renameSync(draft, placeOf(file));
  });
}

/** Another process may make room for another state, or fill it, at any moment: then nothing is kept. */
function unlessGone<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (['ENOENT', 'ENOTEMPTY'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function placeOf(file: string): string {
  return path.join(folder, `${hash([file])}.js`);
}

function hash(texts: readonly string[]): string {
  const sum = createHash('sha256');
  for (const text of texts) sum.update(`${text.length}:`).update(text);
  return sum.digest('hex').slice(0, 32);
}
