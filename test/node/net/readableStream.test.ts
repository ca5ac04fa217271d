// Over the streams that Harmony builds have: those of the package readable-stream.
import assert from 'node:assert/strict';
import { register } from 'node:module';
import { test } from 'node:test';
import { Duplex } from 'node:stream';

register('./support/readableStream.ts', import.meta.url);

const { Socket } = await import('taro-harmony-socket/net');

test('the sockets are those of the package', () => {
  assert.ok(!(new Socket() instanceof Duplex));
});

await import('./programs.ts');
