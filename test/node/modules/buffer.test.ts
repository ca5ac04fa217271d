import assert from 'node:assert/strict';
import { Buffer as NodeBuffer } from 'node:buffer';
import { test } from 'node:test';
import { Buffer as OurBuffer } from '../../../plugin/node/shims/buffer.ts';

test('a part of a buffer that has another prototype is a plain buffer over the same bytes', () => {
  for (const Buffer of [NodeBuffer, OurBuffer]) {
    function Packet(bytes: Buffer): Buffer {
      return Object.setPrototypeOf(bytes, Packet.prototype as object) as Buffer;
    }
    Object.setPrototypeOf(Packet, Buffer);
    Object.setPrototypeOf(Packet.prototype as object, Buffer.prototype as object);
    const whole = Buffer.from('a lamp, on');
    const packet = Packet(whole);
    for (const part of [packet.subarray(2, -4), packet.slice(2, 6)]) {
      assert.equal(part.toString(), 'lamp');
      assert.equal(Object.getPrototypeOf(part), Buffer.prototype);
      part[0] = 'd'.charCodeAt(0);
      assert.equal(whole[2], 'd'.charCodeAt(0));
      part[0] = 'l'.charCodeAt(0);
    }
    assert.equal(packet.subarray(3).length, 7);
    assert.equal(packet.subarray(20).length, 0);
  }
});
