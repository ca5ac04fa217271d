import { cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { listFiles } from '../files.ts';

const SPEC_SUFFIX = '.test.ets';

/**
 * Puts the specs where DevEco wants on-device tests, because a module cannot import from outside of its own folder, and
 * writes the list that the test runner starts from.
 *
 * @param from the folder of the specs
 * @param to the folder of the copy; what it held before is removed
 * @returns the spec files, from `from`
 */
export function copySpecs(from: string, to: string): string[] {
  const specs = listFiles(from, (file) => file.endsWith(SPEC_SUFFIX)).map((file) =>
    path.relative(from, file)
  );
  if (specs.length === 0) throw new Error(`${from} has no file *${SPEC_SUFFIX}`);
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  writeFileSync(path.join(to, 'List.test.ets'), listOf(specs));
  return specs;
}

function listOf(specs: readonly string[]): string {
  const imports = specs.map(
    (file, index) => `import spec${index} from './${file.slice(0, -'.ets'.length)}';\n`
  );
  const calls = specs.map((_file, index) => `  spec${index}();\n`);
  return `// Written by npm run specs:copy.\n${imports.join('')}\nexport default function testsuite(): void {\n${calls.join('')}}\n`;
}
