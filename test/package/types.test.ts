import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { packPlugin } from './packPlugin.ts';

describe("the npm package's entries", () => {
  let tarball: Uint8Array<ArrayBuffer>;

  before(() => {
    const folder = mkdtempSync(path.join(tmpdir(), 'taro-harmony-socket-'));
    tarball = new Uint8Array(readFileSync(packPlugin(folder)));
    rmSync(folder, { recursive: true });
  });

  it('have types that agree with what is loaded, in every way of resolution (attw)', async () => {
    const result = await checkPackage(createPackageFromTarballData(tarball));
    assert.ok(result.types !== false);
    assert.ok(Object.keys(result.entrypoints).length >= 6);
    assert.deepEqual(result.problems, []);
  });

  it('are described as publint suggests', async () => {
    const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg as Record<string, unknown>)),
      []
    );
  });
});
