import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../test/native/support/temporaryFolder.ts';
import { repositoryRoot } from '../arkts/modules.ts';
import { expectFindings } from '../lint/expectFindings.ts';
import { checkArkTs } from '../lint/arkTs.ts';
import { scratchProject } from '../lint/scratchProject.ts';
import { copySpecs } from './copySpecs.ts';

const SPEC = "import { one } from './support/one';\n\nexport default function spec(): void {\n  one();\n}\n";
const SUPPORT = 'export function one(): number {\n  return 1;\n}\n';

test('the copy is a list of all specs, and correct ArkTS', async (t) => {
  const root = scratchProject(t, {
    'library/Index.ets': SUPPORT,
    'test/specs/Udp.test.ets': SPEC,
    'test/specs/tcp/Tcp.test.ets': SPEC.replace('./', '../'),
    'test/specs/support/one.ets': SUPPORT
  });
  const target = path.join(root, 'entry/src/main/ets');
  assert.deepEqual(copySpecs(path.join(root, 'test/specs'), target), ['Udp.test.ets', 'tcp/Tcp.test.ets']);
  assert.equal(
    readFileSync(path.join(target, 'test/List.test.ets'), 'utf8'),
    [
      '// Written by npm run tool -- tools/specs/main.ts.',
      "import spec0 from '../specs/Udp.test';",
      "import spec1 from '../specs/tcp/Tcp.test';",
      '',
      'export default function testsuite(): void {',
      '  spec0();',
      '  spec1();',
      '}',
      ''
    ].join('\n')
  );
  await expectFindings(checkArkTs, root, []);
});

test('the list has all real specs, and below test nothing that DevEco would not take for a test', (t) => {
  const target = temporaryFolder(t);
  const specs = copySpecs(path.join(repositoryRoot, 'test/specs'), target);
  assert.deepEqual(readdirSync(path.join(target, 'test')), ['List.test.ets']);
  const list = readFileSync(path.join(target, 'test/List.test.ets'), 'utf8');
  const imported = [...list.matchAll(/from '(.*)'/g)].map(([, file = '']) =>
    path.join('test', `${file}.ets`)
  );
  assert.deepEqual(
    imported,
    specs.map((file) => path.join('specs', file))
  );
  assert.ok(imported.every((file) => existsSync(path.join(target, file))));
});

test('what a former copy left is removed, and an empty folder of specs is an error', (t) => {
  const folder = temporaryFolder(t);
  const from = path.join(folder, 'from');
  const to = path.join(folder, 'to');
  mkdirSync(from);
  assert.throws(() => copySpecs(from, to), /has no file \*\.test\.ets/);
  writeFileSync(path.join(from, 'A.test.ets'), SPEC);
  copySpecs(from, to);
  rmSync(path.join(from, 'A.test.ets'));
  writeFileSync(path.join(from, 'B.test.ets'), SPEC);
  copySpecs(from, to);
  assert.equal(existsSync(path.join(to, 'specs/A.test.ets')), false);
  assert.equal(existsSync(path.join(to, 'specs/B.test.ets')), true);
});
