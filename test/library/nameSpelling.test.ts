import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spellName, UNVERIFIED } from '../../library/src/main/ets/system/nameSpelling.ets';

test('each set of authorities has a spelling of its own, the unverified one that no other gets', () => {
  const spellings = ['', 'A', 'B', 'A', 'C'].map((trust) => spellName('ab.test', trust));
  assert.deepEqual(spellings, ['ab.test', 'Ab.test', 'aB.test', 'Ab.test', 'AB.test']);
  assert.equal(spellName('ab.test', UNVERIFIED), 'AB.TEST');
  const many = Array.from({ length: 63 }, (_, index) => spellName('ab.test', `set ${index}`));
  assert.equal(
    new Set([...spellings, ...many]).size,
    many.filter((each) => each !== undefined).length + 4 + 1
  );
  assert.ok(!many.includes('AB.TEST'), 'the one of the unverified is never given');
  assert.equal(many.at(-1), undefined, 'six letters have no more spellings');
});

test('a name without letters cannot be used without verification', () => {
  assert.equal(spellName('1.2', UNVERIFIED), undefined);
  assert.equal(spellName('1.2', 'A'), undefined);
});
