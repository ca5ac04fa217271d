import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { isInside, nameFrom } from '../../../plugin/dist/check/projectFiles.js';

describe('paths of Windows', () => {
  it('are named with / from the project on', () => {
    assert.equal(
      nameFrom('C:\\app\\harmony', 'c:\\app\\harmony\\entry\\src\\main\\ets\\app.ets', path.win32),
      'entry/src/main/ets/app.ets'
    );
    assert.equal(
      nameFrom('C:\\app\\harmony', 'C:\\app\\shared\\Index.ets', path.win32),
      '../shared/Index.ets'
    );
  });

  it('are inside a folder or not', () => {
    assert.equal(isInside('C:\\app', 'C:\\app\\..entry\\app.ets', path.win32), true);
    assert.equal(isInside('C:\\app', 'C:\\app', path.win32), true);
    assert.equal(isInside('C:\\app', 'C:\\apple\\app.ets', path.win32), false);
    assert.equal(isInside('C:\\app', 'D:\\app\\app.ets', path.win32), false);
  });
});
