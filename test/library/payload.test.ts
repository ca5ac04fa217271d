import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Argument } from '../../library/src/main/ets/wechat/arguments/Arguments.ets';
import { IpVersion } from '../../library/src/main/ets/base/IpAddress.ets';
import { SocketErrorCode } from '../../library/src/main/ets/wechat/types/SocketTypes.ets';
import { Payload } from '../../library/src/main/ets/wechat/arguments/Payload.ets';
import { refusalOf } from './support/refusalOf.ts';
import { streamBytes } from './support/streamBytes.ts';

/** An IPv4 datagram of 65535 bytes without IP's 20 bytes and UDP's 8. */
const LONGEST_IPV4 = 65507;
/** IPv6 does not count its own header. */
const LONGEST_IPV6 = 65527;

function bytesOf(payload: Payload): Buffer {
  const { data } = payload;
  if (typeof data === 'string') return Buffer.from(data);
  assert.ok(data instanceof ArrayBuffer);
  return Buffer.from(data);
}

function payloadOf(
  message: Argument,
  offset?: Argument,
  length?: Argument,
  version = IpVersion.IPv4
): Payload {
  return Payload.of(message, offset, length, version);
}

function refusal(...given: Parameters<typeof payloadOf>): ReturnType<typeof refusalOf> {
  return refusalOf(() => payloadOf(...given));
}

/** All forms in which bytes can come; those of views are in the middle of a longer buffer. */
function formsOf(bytes: Uint8Array): (ArrayBuffer | ArrayBufferView)[] {
  const around = (): ArrayBuffer => {
    const longer = new Uint8Array(bytes.length + 5).fill(0xdd);
    longer.set(bytes, 3);
    return longer.buffer;
  };
  return [
    around().slice(3, 3 + bytes.length),
    new Uint8Array(around(), 3, bytes.length),
    new DataView(around(), 3, bytes.length)
  ];
}

describe('a datagram', () => {
  it('holds the window of the message that offset and length name', () => {
    const window = fc
      .integer({ min: 1, max: 3000 })
      .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)))
      .chain(([size, offset]) =>
        fc.tuple(fc.constant(size), fc.constant(offset), fc.integer({ min: 1, max: size - offset }))
      );
    fc.assert(
      fc.property(window, ([size, offset, length]) => {
        for (const message of formsOf(streamBytes(0, size))) {
          assert.ok(bytesOf(payloadOf(message, offset, length)).equals(streamBytes(offset, length)));
          assert.ok(bytesOf(payloadOf(message, offset)).equals(streamBytes(offset, size - offset)));
          assert.ok(bytesOf(payloadOf(message, undefined, length)).equals(streamBytes(0, length)));
          assert.ok(bytesOf(payloadOf(message, null, null)).equals(streamBytes(0, size)));
          assert.equal(payloadOf(message, offset, length).size, length);
        }
      })
    );
  });

  it('holds a string as UTF-8, whatever offset and length say', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 2000 }),
      fc.constantFrom('€'.repeat(700), 'a\ud800')
    );
    fc.assert(
      fc.property(text, (each) => {
        const payload = payloadOf(each, 99999, -1);
        assert.ok(bytesOf(payload).equals(Buffer.from(each)));
        assert.ok(payload.size >= Buffer.byteLength(each));
      })
    );
  });

  it('is refused where the window lies outside of the message', () => {
    const indexes: Argument[] = [-1, 11, 0.5, NaN, Infinity, '0', true, {}];
    for (const message of formsOf(streamBytes(0, 10))) {
      for (const index of indexes) {
        assert.match(
          refusal(message, index).message,
          /^parameter offset: expected an integer from 0 to 10, got /
        );
        assert.match(
          refusal(message, 0, index).message,
          /^parameter length: expected an integer from 0 to 10, got /
        );
      }
      const { errCode, message: text } = refusal(message, 4, 7);
      assert.equal(errCode, SocketErrorCode.System);
      assert.equal(text, 'parameter length: expected an integer from 0 to 6, got 7');
    }
  });

  it('is refused when it is empty', () => {
    for (const message of ['', ...formsOf(new Uint8Array(0))]) {
      assert.match(
        refusal(message).message,
        /is empty, and @ohos\.net\.socket cannot send an empty datagram/
      );
    }
    assert.match(refusal(new ArrayBuffer(4), 4).message, /is empty/);
    assert.match(refusal(new ArrayBuffer(4), 0, 0).message, /is empty/);
  });

  it('is refused with EMSGSIZE when IP cannot carry it', () => {
    const limits = [
      [IpVersion.IPv4, LONGEST_IPV4],
      [IpVersion.IPv6, LONGEST_IPV6]
    ] as const;
    for (const [version, longest] of limits) {
      for (const message of ['x'.repeat(longest + 1), new ArrayBuffer(longest + 1)]) {
        const { errCode, errno, message: text } = refusal(message, undefined, undefined, version);
        assert.deepEqual([errCode, errno], [SocketErrorCode.SocketInterface, 90]);
        assert.ok(text.includes(`${longest + 1} bytes`) && text.includes(`at most ${longest}`), text);
      }
      assert.equal(payloadOf('x'.repeat(longest), undefined, undefined, version).size, longest);
      assert.equal(payloadOf(new ArrayBuffer(longest + 1), 1, longest, version).size, longest);
    }
  });

  it('counts the bytes of a text and not its characters', () => {
    assert.equal(refusal('€'.repeat(21836)).errno, 90);
    assert.equal(bytesOf(payloadOf('€'.repeat(21835))).length, 65505);
  });

  it('holds what is in memory that threads share', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(4));
    shared.set([1, 2, 3, 4]);
    assert.deepEqual([...bytesOf(payloadOf(shared.subarray(1)))], [2, 3, 4]);
  });
});
