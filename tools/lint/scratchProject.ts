import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { repositoryRoot } from '../arkts/modules.ts';
import { linkFolder } from '../files.ts';

const TSCONFIG = JSON.stringify({
  compilerOptions: {
    allowImportingTsExtensions: true,
    module: 'preserve',
    noEmit: true,
    lib: ['es2023'],
    strict: true,
    target: 'es2023',
    types: []
  },
  include: ['src']
});

const SHARED = ['.prettierrc.json', '.prettierignore', 'test/declarations'];

/** What the checks need besides the files under test. */
const BASE: Readonly<Record<string, string>> = {
  'build-profile.json5': '{ app: { products: [{ compatibleSdkVersion: "5.0.0(12)" }] }, modules: [] }',
  'tsconfig.json': TSCONFIG,
  'src/empty.ts': 'export {};\n',
  'plugin/tsconfig.json': TSCONFIG,
  'plugin/src/empty.ts': 'export {};\n',
  'plugin/hybrid/tsconfig.json': TSCONFIG,
  'plugin/hybrid/src/empty.ts': 'export {};\n',
  'example/tsconfig.json': TSCONFIG,
  'example/src/empty.ts': 'export {};\n'
};

/**
 * A small project in a folder of its own, removed after the test. The folder has a component named `build`, which makes
 * the ArkTS linter lax when it gets to see it.
 *
 * @param files texts by path from the root
 * @param copied paths from the repository's root that are copied
 * @returns the root
 */
export function scratchProject(
  context: TestContext,
  files: Readonly<Record<string, string>>,
  copied: readonly string[] = []
): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'lint-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const root = path.join(folder, 'build/project');
  for (const [file, text] of Object.entries(BASE)) write(path.join(root, file), text);
  for (const name of [...SHARED, ...copied])
    cpSync(path.join(repositoryRoot, name), path.join(root, name), { recursive: true });
  linkFolder(path.join(repositoryRoot, 'node_modules'), path.join(root, 'node_modules'));
  for (const [file, text] of Object.entries(files)) write(path.join(root, file), text);
  return root;
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
