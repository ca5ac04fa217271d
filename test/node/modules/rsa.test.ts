import assert from 'node:assert/strict';
import nodeCrypto from 'node:crypto';
import { test } from 'node:test';
import shim from '../../../plugin/node/shims/crypto.ts';
import { assertRefusedAlike } from './refusals.ts';

/** Used with Node's own types. */
const ours = shim as unknown as typeof nodeCrypto;
const { RSA_PKCS1_PADDING, RSA_PKCS1_OAEP_PADDING } = nodeCrypto.constants;

/** 1031 bits do not fill their last octet. */
const KEYS = [1024, 1031, 2048].map((modulusLength) => {
  const { publicKey, privateKey } = nodeCrypto.generateKeyPairSync('rsa', { modulusLength });
  const [spki, pkcs1] = (['spki', 'pkcs1'] as const).map((type) =>
    publicKey.export({ type, format: 'pem' }).toString()
  );
  return { spki: spki ?? '', pkcs1: pkcs1 ?? '', privateKey, size: Math.ceil(modulusLength / 8) };
});
const [{ spki, privateKey, size } = assert.fail()] = KEYS;

/** What Node takes, and its types do not know. */
function untyped<Value>(value: unknown): Value {
  return value as Value;
}

test('publicEncrypt: Node decrypts what was encrypted with keys of all lengths, of no and of the most bytes', () => {
  for (const each of KEYS) {
    for (const key of [each.spki, each.pkcs1, Buffer.from(`${each.spki}\n`)]) {
      for (const oaepHash of [undefined, 'sha1', 'sha256']) {
        const most = each.size - 2 * (oaepHash === 'sha256' ? 32 : 20) - 2;
        for (const length of [0, 1, 20, most]) {
          const message = nodeCrypto.randomBytes(length);
          const oaepLabel = length === 20 ? Buffer.from('label') : undefined;
          const encrypted = ours.publicEncrypt({ key, oaepHash, oaepLabel }, message);
          assert.equal(encrypted.length, each.size);
          const options = { key: each.privateKey, oaepHash, oaepLabel, padding: RSA_PKCS1_OAEP_PADDING };
          assert.deepEqual(nodeCrypto.privateDecrypt(options, encrypted), message);
        }
      }
    }
  }
});

test('publicEncrypt: the same bytes look different each time, and texts are taken', () => {
  const [one, other] = [ours.publicEncrypt(spki, untyped('text')), ours.publicEncrypt(spki, untyped('text'))];
  assert.notDeepEqual(one, other);
  assert.equal(nodeCrypto.privateDecrypt(privateKey, one).toString(), 'text');
  const encoded = ours.publicEncrypt(untyped({ key: spki, encoding: 'base64' }), untyped('dGV4dA=='));
  assert.equal(nodeCrypto.privateDecrypt(privateKey, encoded).toString(), 'text');
});

/** Without padding, which Node 20 takes off by itself where an attacker could ask. */
test('publicEncrypt: PKCS #1 v1.5 fills with bytes that are not 0', () => {
  for (const length of [0, 5, size - 11]) {
    const message = nodeCrypto.randomBytes(length);
    const encrypted = ours.publicEncrypt({ key: spki, padding: ours.constants.RSA_PKCS1_PADDING }, message);
    const block = nodeCrypto.privateDecrypt(
      { key: privateKey, padding: nodeCrypto.constants.RSA_NO_PADDING },
      encrypted
    );
    const filling = block.subarray(2, size - length - 1);
    assert.deepEqual([...block.subarray(0, 2), ...block.subarray(size - length - 1)], [0, 2, 0, ...message]);
    assert.ok(filling.length >= 8 && !filling.includes(0));
  }
});

test('publicEncrypt: the numbers of paddings, and who gives wrong arguments is told as by Node', () => {
  assert.equal(ours.constants.RSA_PKCS1_PADDING, RSA_PKCS1_PADDING);
  assert.equal(ours.constants.RSA_PKCS1_OAEP_PADDING, RSA_PKCS1_OAEP_PADDING);
  assertRefusedAlike<typeof nodeCrypto>(
    [
      (crypto) => crypto.publicEncrypt({ key: spki, oaepHash: untyped(5) }, Buffer.alloc(1)),
      (crypto) => crypto.publicEncrypt({ key: spki, oaepLabel: untyped(5) }, Buffer.alloc(1)),
      (crypto) => crypto.publicEncrypt(spki, untyped(5))
    ],
    ours,
    nodeCrypto
  );
});

test('publicEncrypt: who gives no key is told so, and of null, at which Node fails, too', () => {
  const refused = { code: 'ERR_INVALID_ARG_TYPE' };
  for (const key of [5, {}]) {
    for (const crypto of [nodeCrypto, ours]) {
      assert.throws(() => crypto.publicEncrypt(untyped(key), Buffer.alloc(1)), refused);
    }
  }
  assert.throws(() => ours.publicEncrypt(untyped(null), Buffer.alloc(1)), refused);
});

test('publicEncrypt: what does not fit, and what is no key of RSA', () => {
  const tooLarge = { code: 'ERR_OSSL_RSA_DATA_TOO_LARGE_FOR_KEY_SIZE' };
  for (const [key, length] of [
    [{ key: spki }, size - 41],
    [{ key: spki, padding: RSA_PKCS1_PADDING }, size - 10]
  ] as const) {
    assert.throws(() => nodeCrypto.publicEncrypt(key, Buffer.alloc(length)), tooLarge);
    assert.throws(() => ours.publicEncrypt(key, Buffer.alloc(length)), tooLarge);
  }
  assert.throws(() => ours.publicEncrypt({ key: spki, padding: 9 }, Buffer.alloc(1)), {
    code: 'ERR_OSSL_RSA_UNKNOWN_PADDING_TYPE'
  });
  const curve = nodeCrypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const otherKind = curve.publicKey.export({ type: 'spki', format: 'pem' });
  const pem = (content: Uint8Array): string =>
    `-----BEGIN RSA PUBLIC KEY-----\n${Buffer.from(content).toString('base64')}\n-----END RSA PUBLIC KEY-----`;
  const number = (count: number): Buffer =>
    Buffer.concat([Buffer.of(0x02, 0x82, count >> 8, count & 0xff), Buffer.alloc(count, 0x55)]);
  const sequence = (...content: Buffer[]): Buffer => {
    const bytes = Buffer.concat(content);
    return Buffer.concat([Buffer.of(0x30, 0x82, bytes.length >> 8, bytes.length & 0xff), bytes]);
  };
  for (const [key, reason] of [
    ['x', /no PEM$/],
    ['-----BEGIN '.repeat(10_000), /more than 16384 characters$/],
    [privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), /PEM of PRIVATE KEY$/],
    [otherKind.toString(), /a key of another kind$/],
    [pem(Buffer.of(0x30, 5, 2)), /longer than what holds it$/],
    [pem(Buffer.of(0x30, 6, 2, 1, 0, 2, 1, 0)), /numbers that are 0$/],
    [pem(sequence(number(2049), Buffer.of(2, 1, 3))), /more than 16384 bits$/],
    [pem(sequence(number(256), number(256))), /more than 64 bits$/]
  ] as const) {
    assert.throws(() => ours.publicEncrypt(key, Buffer.alloc(1)), {
      code: 'ERR_OSSL_UNSUPPORTED',
      message: reason
    });
  }
});
