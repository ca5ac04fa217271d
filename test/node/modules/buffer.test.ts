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

test('base64url, in each function that takes an encoding', () => {
  const uses: ((Buffer: typeof NodeBuffer) => unknown)[] = [
    (Buffer) => Buffer.from('__-_YWI', 'base64url').toJSON(),
    (Buffer) => Buffer.from('//+/YWI=', 'BASE64URL' as BufferEncoding).toJSON(),
    (Buffer) => [0, 1, 2, 3].map((length) => Buffer.alloc(length, 0xfb).toString('base64url')),
    (Buffer) => Buffer.from('lamp, on').toString('base64url', 1, 6),
    (Buffer) => Buffer.byteLength('__-_YWI', 'base64url'),
    (Buffer) => Buffer.isEncoding('base64url'),
    (Buffer) => Buffer.alloc(5, '__-_', 'base64url').toJSON(),
    (Buffer) => Buffer.alloc(5).fill('__-_', 1, 4, 'base64url').toJSON(),
    (Buffer) => Buffer.alloc(5).fill('__-_', 'base64url').toJSON(),
    (Buffer) => {
      const buffer = Buffer.alloc(5);
      const written = [
        buffer.write('_-', 'base64url'),
        buffer.write('_-', 1, 'base64url'),
        buffer.write('_-_-', 2, 2, 'base64url')
      ];
      return [written, buffer.toJSON()];
    },
    (Buffer) => Buffer.from('a lamp').indexOf('bGFtcA', 0, 'base64url'),
    (Buffer) => Buffer.from('a lamp').indexOf('bGFtcA', 'base64url'),
    (Buffer) => Buffer.from('a lamp').lastIndexOf('bGFtcA', undefined, 'base64url'),
    (Buffer) => Buffer.from('a lamp').includes('bGFtcA', 0, 'base64url')
  ];
  for (const use of uses) assert.deepEqual(use(OurBuffer), use(NodeBuffer), String(use));
});

test('a part that ends nowhere, and the other names of numbers of 64 bits', () => {
  for (const Buffer of [NodeBuffer, OurBuffer]) {
    assert.equal(Buffer.from('lamp').slice(1, Infinity).toString(), 'amp');
    assert.equal(Buffer.from('lamp').slice(-Infinity, 2).toString(), 'la');
    const buffer = Buffer.alloc(16);
    assert.equal(buffer.writeBigUint64BE(1n, 0), 8);
    assert.equal(buffer.writeBigUint64LE(2n, 8), 16);
    assert.deepEqual([buffer.readBigUint64BE(0), buffer.readBigUint64LE(8)], [1n, 2n]);
  }
});
