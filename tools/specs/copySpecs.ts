import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { listFiles } from '../files.ts';

const SPEC_SUFFIX = '.test.ets';

/**
 * Puts the specs into the on-device tests, because a module cannot import from outside of its own folder: as `specs`, and
 * beside it as `test/List.test.ets` the list that DevEco's test runner starts from. DevEco wants every file below `test` to
 * be called `*.test.ets`, which the specs' helpers are not.
 *
 * @param from the folder of the specs
 * @param to the folder of the copy and the list; what it held before is removed
 * @returns the spec files, from `from`
 */
export function copySpecs(from: string, to: string): string[] {
  const specs = listFiles(from, (file) => file.endsWith(SPEC_SUFFIX)).map((file) =>
    path.relative(from, file)
  );
  if (specs.length === 0) throw new Error(`${from} has no file *${SPEC_SUFFIX}`);
  rmSync(to, { recursive: true, force: true });
  cpSync(from, path.join(to, 'specs'), { recursive: true, filter: (file) => !file.endsWith('.md') });
  mkdirSync(path.join(to, 'test'));
  writeFileSync(path.join(to, 'test/List.test.ets'), listOf(specs));
  return specs;
}

function listOf(specs: readonly string[]): string {
  const imports = specs.map(
    (file, index) => `import spec${index} from '../specs/${file.slice(0, -'.ets'.length)}';\n`
  );
  const calls = specs.map((_file, index) => `  spec${index}();\n`);
  return `// Written by npm run tool -- tools/specs/main.ts.\n${imports.join('')}\nexport default function testsuite(): void {\n${calls.join('')}}\n`;
}
