import assert from 'node:assert/strict';
import nodeCrypto from 'node:crypto';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { promisify } from 'node:util';
import shim from '../../../plugin/node/shims/crypto.ts';
import { assertRefusedAlike } from './refusals.ts';

/** Used with Node's own types. */
const ours = shim as unknown as typeof nodeCrypto;

/** Lengths around the blocks of all digests. */
const MESSAGES = [0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 136, 1000].map((size) =>
  Buffer.from(Array.from({ length: size }, (_, index) => (index * 7) & 0xff))
);

for (const algorithm of ours.getHashes()) {
  test(`createHash and createHmac: ${algorithm}`, () => {
    for (const message of MESSAGES) {
      for (const encoding of ['hex', 'base64', 'base64url'] as const) {
        assert.equal(
          ours.createHash(algorithm).update(message).update('ü').digest(encoding),
          nodeCrypto.createHash(algorithm).update(message).update('ü').digest(encoding)
        );
      }
      assert.deepEqual(
        ours.createHmac(algorithm, message).update('text').digest(),
        nodeCrypto.createHmac(algorithm, message).update('text').digest()
      );
    }
  });
}

test('names of digests as OpenSSL and as others write them', () => {
  for (const name of ['SHA256', 'RSA-SHA256', 'sha-1', 'MD5']) {
    assert.equal(
      ours.createHash(name).update('x').digest('hex'),
      nodeCrypto.createHash(name.replace('sha-1', 'sha1')).update('x').digest('hex')
    );
  }
  assert.throws(() => ours.createHash('sha257'), /Digest method not supported/);
});

test('a hash goes on from a copy, ends once, and is a stream', async () => {
  const hash = ours.createHash('sha1').update('one');
  const copy = hash.copy();
  assert.equal(hash.digest('hex'), nodeCrypto.createHash('sha1').update('one').digest('hex'));
  assert.equal(
    copy.update('two').digest('hex'),
    nodeCrypto.createHash('sha1').update('onetwo').digest('hex')
  );
  assert.throws(() => hash.digest(), { code: 'ERR_CRYPTO_HASH_FINALIZED' });
  const stream = ours.createHash('md5').setEncoding('hex');
  stream.end('streamed');
  assert.equal(await text(stream), nodeCrypto.createHash('md5').update('streamed').digest('hex'));
});

test('keys of passwords', async () => {
  const given = ['password', Buffer.from('salt'), 1000, 40] as const;
  for (const digest of ['sha1', 'sha256', 'sha512']) {
    const expected = nodeCrypto.pbkdf2Sync(...given, digest);
    assert.deepEqual(ours.pbkdf2Sync(...given, digest), expected);
    const later = new Promise((resolve, reject) => {
      ours.pbkdf2(...given, digest, (error, key) => (error === null ? resolve(key) : reject(error)));
    });
    assert.deepEqual(await later, expected);
  }
  const options = { N: 1024, r: 8, p: 1 };
  assert.deepEqual(
    ours.scryptSync('password', 'salt', 32, options),
    nodeCrypto.scryptSync('password', 'salt', 32, options)
  );
  const derived = ['sha256', 'key', 'salt', 'info', 42] as const;
  assert.deepEqual(ours.hkdfSync(...derived), nodeCrypto.hkdfSync(...derived));
  const calls: ((crypto: typeof nodeCrypto, done: (error: Error | null, key: unknown) => void) => void)[] = [
    (crypto, done) => crypto.scrypt('password', 'salt', 32, options, done),
    (crypto, done) => crypto.scrypt('password', 'salt', 32, done),
    (crypto, done) => crypto.hkdf(...derived, done)
  ];
  for (const call of calls) {
    const [actual, expected] = await Promise.all(
      [ours, nodeCrypto].map((crypto) => promisify((done) => call(crypto, done))())
    );
    assert.deepEqual(actual, expected, String(call));
  }
});

test('timingSafeEqual', () => {
  assert.equal(ours.timingSafeEqual(Buffer.from('same'), Buffer.from('same')), true);
  assert.equal(ours.timingSafeEqual(Buffer.from('same'), Buffer.from('sane')), false);
  assert.throws(() => ours.timingSafeEqual(Buffer.from('a'), Buffer.from('ab')), {
    name: 'RangeError',
    code: 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH'
  });
  const text = 'a' as unknown as Buffer;
  assert.throws(() => ours.timingSafeEqual(text, Buffer.from('a')), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => ours.timingSafeEqual(Buffer.from('a'), text), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('random numbers', () => {
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const identifiers = Array.from({ length: 100 }, () => ours.randomUUID());
  for (const each of identifiers) assert.match(each, form);
  assert.equal(new Set(identifiers).size, 100);
  const numbers = Array.from({ length: 300 }, () => ours.randomInt(-1, 2));
  assert.deepEqual([...new Set(numbers)].sort(), [-1, 0, 1]);
  assert.throws(() => ours.randomInt(3, 3), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => ours.randomInt(0.5), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.ok(ours.randomFillSync(Buffer.alloc(64)).some((byte) => byte !== 0));
});

test('random bytes fill what they are asked to, in elements as Node counts them, and nothing else', async () => {
  const isFilled = ({ buffer }: Uint8Array | Uint16Array, from: number, to: number): boolean => {
    const all = new Uint8Array(buffer);
    return all.slice(0, from).every((byte) => byte === 0) && all.slice(from, to).some((byte) => byte !== 0);
  };
  assert.ok(isFilled(ours.randomFillSync(Buffer.from(new ArrayBuffer(64)), 32), 32, 64));
  const words = ours.randomFillSync(new Uint16Array(64), 16, 32);
  assert.ok(isFilled(words, 32, 96) && words.subarray(48).every((word) => word === 0));
  const buffer = new ArrayBuffer(64);
  ours.randomFillSync(buffer as unknown as Uint8Array, 32);
  assert.ok(isFilled(new Uint8Array(buffer), 32, 64));
  const later = await new Promise<Buffer>((resolve) => {
    ours.randomFill(Buffer.from(new ArrayBuffer(64)), 32, (_error, bytes) => resolve(bytes));
  });
  assert.ok(isFilled(later, 32, 64));
});

test('what cannot be filled or derived is refused as by Node', () => {
  const calls: ((crypto: typeof nodeCrypto) => unknown)[] = [
    ...[5, -1].map(
      (offset) => (crypto: typeof nodeCrypto) => crypto.randomFillSync(new Uint16Array(4), offset)
    ),
    (crypto) => crypto.randomFillSync(new Uint16Array(4), 1, 4),
    (crypto) => crypto.randomFillSync(Buffer.alloc(4), 1, NaN),
    (crypto) => crypto.randomFillSync(Buffer.alloc(4), '1' as unknown as number),
    (crypto) => crypto.randomFillSync('x' as unknown as Buffer),
    (crypto) => crypto.randomFill(Buffer.alloc(4), 5, () => undefined),
    (crypto) => crypto.randomBytes(-1),
    ...[0, -1, 2 ** 31, 0.5].map(
      (iterations) => (crypto: typeof nodeCrypto) => crypto.pbkdf2Sync('p', 's', iterations, 1, 'sha1')
    ),
    (crypto) => crypto.pbkdf2Sync('p', 's', 1, 2 ** 31, 'sha1'),
    (crypto) => crypto.pbkdf2Sync('p', 's', 1, 1, undefined as unknown as string),
    (crypto) => crypto.createHash(null as unknown as string),
    (crypto) => crypto.hkdfSync('sha256', 'key', 'salt', 'info', 255 * 32 + 1),
    (crypto) => crypto.scryptSync('p', 's', 1, { N: 15 })
  ];
  assertRefusedAlike(calls, ours, nodeCrypto);
});

test('webcrypto: what SCRAM takes', async () => {
  const results = await Promise.all([ours, nodeCrypto].map(({ webcrypto }) => scram(webcrypto.subtle)));
  assert.deepEqual(results[0], results[1]);
  const { subtle } = ours.webcrypto;
  await assert.rejects(subtle.importKey('raw', Buffer.alloc(16), 'AES-CBC', false, ['encrypt']), {
    name: 'NotSupportedError'
  });
  await assert.rejects(subtle.generateKey('Ed25519', false, ['sign']), {
    message:
      /^crypto\.subtle\.generateKey\(\) is not there: of Node's crypto module taro-harmony-socket has deriveBits, digest, importKey, sign, verify$/
  });
});

async function scram(subtle: nodeCrypto.webcrypto.SubtleCrypto): Promise<unknown[]> {
  const password = await subtle.importKey('raw', Buffer.from('pencil'), 'PBKDF2', false, ['deriveBits']);
  const bits = await subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: Buffer.from('salt'), iterations: 4096 },
    password,
    256
  );
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await subtle.importKey('raw', bits, hmac, false, ['sign', 'verify']);
  const signature = await subtle.sign('HMAC', key, Buffer.from('Client Key'));
  const isRight = await subtle.verify('HMAC', key, signature, Buffer.from('Client Key'));
  return [bits, signature, isRight, await subtle.digest('SHA-256', signature)];
}

test('what is missing says so, and what there is', () => {
  assert.throws(
    () => ours.createSign('sha256'),
    /crypto\.createSign\(\) is not there: of Node's crypto .* createHash/
  );
});

test('packages may ask what there is, and copy it, as TypeScript’s import * as crypto does', () => {
  const copied: Record<string, unknown> = {};
  for (const name in ours) copied[name] = ours[name as keyof typeof ours];
  assert.equal(copied.createHash, ours.createHash);
  assert.ok(Object.getOwnPropertyNames(ours).includes('randomBytes'));
  assert.deepEqual(
    ['randomBytes' in ours, Object.hasOwn(ours, 'randomBytes'), 'createSign' in ours],
    [true, true, false]
  );
});
