import fc from 'fast-check';
import assert from 'node:assert/strict';
import nodeCrypto from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import shim from '../../../plugin/node/shims/crypto.ts';
import { assertRefusedAlike } from './refusals.ts';

/** Used with Node's own types. */
const ours = shim as unknown as typeof nodeCrypto;

const ALGORITHMS = ours.getCiphers();
const CHACHA = 'chacha20-poly1305';
const bytes = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length, maxLength: length });
/** By modes; of the others they have 16 bytes. */
const vectors: Record<string, fc.Arbitrary<Uint8Array>> = {
  ecb: bytes(0),
  gcm: fc.oneof(bytes(12), fc.uint8Array({ minLength: 1, maxLength: 128 })),
  [CHACHA]: bytes(12)
};

interface Work {
  algorithm: string;
  key: Uint8Array;
  iv: Uint8Array;
  parts: Uint8Array[];
  aad: Uint8Array;
}

const work: fc.Arbitrary<Work> = fc.constantFrom(...ALGORITHMS).chain((algorithm) => {
  const [, bits = '', mode = ''] = algorithm === CHACHA ? ['', '256', CHACHA] : algorithm.split('-');
  return fc.record({
    algorithm: fc.constant(algorithm),
    key: bytes(Number(bits) / 8),
    iv: vectors[mode] ?? bytes(16),
    parts: fc.array(fc.uint8Array({ maxLength: 90 }), { maxLength: 5 }),
    aad: fc.uint8Array({ maxLength: 20 })
  });
});

const isTagged = (algorithm: string): algorithm is 'aes-128-gcm' => /gcm|poly1305/.test(algorithm);

/** Each part's result, the last one's, and the tag. */
function encrypt(crypto: typeof nodeCrypto, { algorithm, key, iv, parts, aad }: Work): Buffer[] {
  const cipher = crypto.createCipheriv(algorithm as 'aes-128-gcm', key, iv);
  // What it vouches for may come in parts, too.
  if (isTagged(algorithm)) cipher.setAAD(aad.subarray(0, 3)).setAAD(aad.subarray(3));
  const results = [...parts.map((part) => cipher.update(part)), cipher.final()];
  return isTagged(algorithm) ? [...results, cipher.getAuthTag()] : results;
}

function decrypt(
  crypto: typeof nodeCrypto,
  { algorithm, key, iv, parts, aad }: Work,
  tag?: Buffer
): Buffer[] {
  const decipher = crypto.createDecipheriv(algorithm as 'aes-128-gcm', key, iv);
  if (tag !== undefined) decipher.setAAD(aad).setAuthTag(tag);
  return [...parts.map((part) => decipher.update(part)), decipher.final()];
}

for (const encoding of ['base64', 'hex', 'utf8', 'utf16le', 'latin1'] as const) {
  test(`the texts of all parts are that of the whole: ${encoding}`, () => {
    const [key, iv] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)];
    const textOf = (crypto: typeof nodeCrypto): string[] => {
      const cipher = crypto.createCipheriv('aes-128-cbc', key, iv);
      const secret =
        cipher.update('a', 'utf8', encoding) +
        cipher.update('grüße aus köln', 'utf8', encoding) +
        cipher.final(encoding);
      const decipher = crypto.createDecipheriv('aes-128-ctr', key, iv);
      const bytes = nodeCrypto.createCipheriv('aes-128-ctr', key, iv).update('grüße');
      const parts = [...bytes].map((byte) => decipher.update(Buffer.of(byte), undefined, encoding));
      return [secret, parts.join('') + decipher.final(encoding)];
    };
    assert.deepEqual(textOf(ours), textOf(nodeCrypto));
  });
}

test('AES and ChaCha20: every part is encrypted and decrypted as by Node', () => {
  fc.assert(
    fc.property(work, (each) => {
      const expected = encrypt(nodeCrypto, each);
      assert.deepEqual(encrypt(ours, each), expected);
      const tag = isTagged(each.algorithm) ? expected.pop() : undefined;
      const back = { ...each, parts: expected };
      const plain = decrypt(ours, back, tag);
      assert.deepEqual(plain, decrypt(nodeCrypto, back, tag));
      assert.deepEqual(Buffer.concat(plain), Buffer.concat(each.parts));
    }),
    { seed: 13, numRuns: 300 }
  );
});

test('AES: the counter of GCM begins anew without a carry, where its vector lets it begin high', () => {
  const [key, iv] = [Buffer.alloc(16, 1), Buffer.alloc(16)];
  // Found by trial: the counter of this one ends after 1349 blocks.
  iv.writeUInt32LE(2622675);
  const parts = [Buffer.alloc(1340 * 16 + 5, 7), Buffer.alloc(40 * 16, 8)];
  const given: Work = { algorithm: 'aes-128-gcm', key, iv, parts, aad: Buffer.alloc(0) };
  assert.deepEqual(encrypt(ours, given), encrypt(nodeCrypto, given));
});

test('AES: without padding, as text, by other names, and as a stream', async () => {
  const key = Buffer.alloc(16, 1);
  const iv = Buffer.alloc(16, 2);
  for (const crypto of [nodeCrypto, ours]) {
    const cipher = crypto.createCipheriv('AES128', key, iv).setAutoPadding(false);
    const text = cipher.update('0123456789abcdef', 'utf8', 'hex') + cipher.final('hex');
    const decipher = crypto.createDecipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
    assert.equal(decipher.update(text, 'hex', 'utf8') + decipher.final('utf8'), '0123456789abcdef');
  }
  const streamed = await buffer(
    Readable.from([Buffer.from('a lamp')]).pipe(ours.createCipheriv('aes-128-cbc', key, iv))
  );
  const cipher = nodeCrypto.createCipheriv('aes-128-cbc', key, iv);
  assert.deepEqual(streamed, Buffer.concat([cipher.update('a lamp'), cipher.final()]));
});

test('GCM: a tag is as long as its option says', () => {
  const key = Buffer.alloc(16, 1);
  const sealed = [nodeCrypto, ours].map((crypto) => {
    const cipher = crypto.createCipheriv('aes-128-gcm', key, key, { authTagLength: 12 });
    return Buffer.concat([cipher.update('sealed'), cipher.final(), cipher.getAuthTag()]);
  });
  assert.deepEqual(sealed[1], sealed[0]);
  const decipher = ours.createDecipheriv('aes-128-gcm', key, key, { authTagLength: 12 });
  decipher.setAuthTag((sealed[0] ?? key).subarray(6));
  assert.equal(
    decipher.update((sealed[0] ?? key).subarray(0, 6)).toString() + decipher.final('utf8'),
    'sealed'
  );
});

test('ChaCha20: a tag of a message is as long as is said, and 16 bytes otherwise', () => {
  const [key, iv] = [Buffer.alloc(32, 1), Buffer.alloc(12, 2)];
  const cipher = nodeCrypto.createCipheriv(CHACHA, key, iv, { authTagLength: 16 });
  const sealed = cipher.update('sealed');
  cipher.final();
  const tag = cipher.getAuthTag();
  const open =
    (authTagLength: number | undefined, length: number) =>
    (crypto: typeof nodeCrypto): string => {
      const options = { authTagLength } as { authTagLength: number };
      const decipher = crypto.createDecipheriv('ChaCha20-Poly1305' as typeof CHACHA, key, iv, options);
      const plain = decipher.update(sealed);
      return String(plain) + decipher.setAuthTag(tag.subarray(0, length)).final('utf8');
    };
  for (const [option, length] of [
    [undefined, 16],
    [16, 16],
    [12, 12],
    [5, 5],
    [1, 1]
  ] as const) {
    assert.equal(open(option, length)(ours), 'sealed');
  }
  const refused = [open(undefined, 12), open(12, 16), open(0, 0), open(17, 16)];
  const wrongTag = (crypto: typeof nodeCrypto): unknown =>
    crypto.createDecipheriv(CHACHA, key, iv, { authTagLength: 16 }).setAuthTag(tag).final();
  assertRefusedAlike(
    [
      ...refused,
      wrongTag,
      (crypto) => crypto.createDecipheriv(CHACHA, key, iv, { authTagLength: 16 }).final(),
      (crypto) => crypto.createCipheriv(CHACHA, key.subarray(1), iv, { authTagLength: 16 }),
      ...[0, 8, 13, 16].map((length) => (crypto: typeof nodeCrypto) => {
        crypto.createCipheriv(CHACHA, key, Buffer.alloc(length), { authTagLength: 16 });
      })
    ],
    ours,
    nodeCrypto
  );
});

test('AES: what does not fit is refused as by Node', () => {
  const key = Buffer.alloc(16, 1);
  const calls: ((crypto: typeof nodeCrypto) => unknown)[] = [
    (crypto) => crypto.createCipheriv('rot13', key, key),
    (crypto) => crypto.createCipheriv('aes-128-cbc', key, Buffer.alloc(15)),
    (crypto) => crypto.createCipheriv('aes-128-cbc', Buffer.alloc(15), key),
    (crypto) => crypto.createCipheriv('aes-128-cbc', key, null),
    (crypto) => crypto.createCipheriv('aes-128-ecb', key, key),
    (crypto) => crypto.createCipheriv('aes-128-gcm', key, Buffer.alloc(0)),
    (crypto) => crypto.createCipheriv('aes-128-gcm', key, Buffer.alloc(129)),
    (crypto) => crypto.createDecipheriv('aes-128-ecb', key, null).final(),
    (crypto) => {
      const decipher = crypto.createDecipheriv('aes-128-ecb', key, null);
      decipher.update(Buffer.alloc(16));
      decipher.final();
    },
    (crypto) => {
      const cipher = crypto.createCipheriv('aes-128-ecb', key, null);
      cipher.final();
      cipher.final();
    },
    (crypto) => {
      const cipher = crypto.createCipheriv('aes-128-ecb', key, null);
      cipher.final();
      cipher.update('x');
    },
    (crypto) => crypto.createCipheriv('aes-128-gcm', key, Buffer.alloc(12)).getAuthTag(),
    (crypto) => crypto.createDecipheriv('aes-128-gcm', key, Buffer.alloc(12)).final(),
    (crypto) =>
      crypto.createDecipheriv('aes-128-gcm', key, Buffer.alloc(12)).setAuthTag(Buffer.alloc(16)).final(),
    // A tag of no bytes would vouch for anything.
    ...[0, 1, 5, 17].map((length) => (crypto: typeof nodeCrypto) => {
      const decipher = crypto.createDecipheriv('aes-128-gcm', key, Buffer.alloc(12));
      decipher.setAuthTag(Buffer.alloc(length)).final();
    }),
    ...[0, 3, 5, 17, '12', 1.5].map((authTagLength) => (crypto: typeof nodeCrypto) => {
      crypto.createCipheriv('aes-128-gcm', key, key, { authTagLength: authTagLength as number });
    }),
    ...[4, 16].map((length) => (crypto: typeof nodeCrypto) => {
      const decipher = crypto.createDecipheriv('aes-128-gcm', key, key, { authTagLength: 12 });
      decipher.setAuthTag(Buffer.alloc(length));
    }),
    (crypto) => {
      const decipher = crypto.createDecipheriv('aes-128-gcm', key, Buffer.alloc(12));
      decipher.setAuthTag(Buffer.alloc(16)).setAuthTag(Buffer.alloc(16));
    },
    (crypto) =>
      (crypto.createDecipheriv('aes-128-cbc', key, key) as nodeCrypto.DecipherGCM).setAuthTag(
        Buffer.alloc(16)
      )
  ];
  assertRefusedAlike(calls, ours, nodeCrypto);
});
