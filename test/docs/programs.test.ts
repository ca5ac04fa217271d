import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reasonAgainstNamespace } from '../../tools/test/ownNetwork.ts';
import { runInNamespace } from '../native/support/namespace.ts';

const skip = reasonAgainstNamespace() ?? false;

describe('the programs of the documentation', () => {
  it('send what they say to peers at their addresses, and find devices', { skip }, async () => {
    const { programs, found, complaints } = (await runInNamespace('../docs/namespace/main.ts')) as {
      programs: { place: string; sent: string[] }[];
      found: string[];
      complaints: string[];
    };
    assert.ok(programs.length > 5);
    for (const { place, sent } of programs) {
      assert.ok(
        sent.every((text) => text !== ''),
        place
      );
    }
    assert.deepEqual(found, [
      'lamp on 7550 by 255.255.255.255',
      'lamp on 7550 by 127.255.255.255',
      'http://192.168.1.1/description.xml'
    ]);
    assert.deepEqual(complaints, []);
  });
});
