import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkAddresses } from '../../tools/release/addresses.ts';
import type { Mismatch } from '../../tools/release/mismatch.ts';
import { checkNpmPackage } from '../../tools/release/npmPackage.ts';
import { ProjectCopy } from './projectCopy.ts';

/** To end a hang: the npm package is built and packed, which takes a while on a busy machine. */
const TIME_LIMIT = 20 * 60_000;

describe('the addresses in what is published', () => {
  it('are refused as long as they are placeholders', (t) => {
    const project = new ProjectCopy(t);
    const found = checkAddresses(project.root) as Mismatch[];
    assert.deepEqual(
      found.map(({ file, subject }) => `${file}: ${subject}`),
      [
        ...['homepage', 'repository', 'bugs'].map((field) => `plugin/package.json: ${field}`),
        ...['homepage', 'repository'].map((field) => `library/oh-package.json5: ${field}`)
      ]
    );
    project.writeAddresses();
    assert.deepEqual(checkAddresses(project.root), []);
  });
});

describe('the npm package', () => {
  it('is refused without the native libraries', { timeout: TIME_LIMIT }, async (t) => {
    const project = new ProjectCopy(t);
    await project.build();
    const found = await checkNpmPackage(project.root);
    assert.deepEqual(
      found.map(({ file, next }) => `${file}: ${next}`),
      ['arm64-v8a', 'x86_64'].map(
        (abi) =>
          `npm package: library/libs/${abi}/libtaro_harmony_socket.so: run npm run build:native -- ohos, then npm run build`
      )
    );
  });
});
