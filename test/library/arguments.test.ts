import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  describeArgument,
  describeUnshown,
  isAbsent,
  optionalBoolean,
  optionalIndex,
  optionalSeconds,
  optionalWord,
  requireAddress,
  requireBssid,
  requireData,
  requireListener,
  requireOption,
  requirePort,
  requireTtl
} from '../../library/src/main/ets/wechat/arguments/Arguments.ets';
import type { Argument } from '../../library/src/main/ets/wechat/arguments/Arguments.ets';
import { SocketErrorCode } from '../../library/src/main/ets/wechat/types/SocketTypes.ets';
import { anyValue } from './support/anyValue.ts';
import { refusalOf } from './support/refusalOf.ts';

function assertRefused(check: () => unknown, errCode: SocketErrorCode, text: string): void {
  const { errCode: code, message } = refusalOf(check);
  assert.deepEqual({ errCode: code, message }, { errCode, message: text });
}

describe('a port', () => {
  it('is an integer, or a string of digits, in its range', () => {
    const port = fc.integer({ min: 0, max: 65535 });
    fc.assert(
      fc.property(port, (each) => {
        assert.equal(requirePort(each, 0), each);
        assert.equal(requirePort(String(each), 0), each);
      })
    );
    assert.equal(requirePort('08080', 1), 8080);
  });

  it('is nothing else', () => {
    const numbers = [-1, 65536, 1.5, NaN, Infinity, -Infinity, 2 ** 53];
    const texts = ['+80', '-1', '1e3', '0x50', '80.0', '65536', '000080', '８０', 'http'];
    const blanks = ['', ' 80', '80 ', '80\n'];
    const objects: unknown[] = [null, [80], {}, { valueOf: () => 80 }, new Number(80), new String('80')];
    for (const each of [...numbers, ...texts, ...blanks, ...objects, undefined, true, 80n]) {
      const { errCode } = refusalOf(() => requirePort(each as Argument, 1));
      assert.equal(errCode, SocketErrorCode.InvalidPort);
    }
  });

  it('of a destination is not 0', () => {
    const text = 'parameter port: expected an integer from 1 to 65535, got ';
    assertRefused(() => requirePort(0, 1), SocketErrorCode.InvalidPort, `${text}0`);
    assertRefused(() => requirePort('0', 1), SocketErrorCode.InvalidPort, `${text}'0'`);
    assertRefused(() => requirePort(undefined, 1), SocketErrorCode.InvalidPort, `${text}undefined`);
  });
});

describe('other arguments', () => {
  /** The specs of the calls have the texts, the defaults, and what is taken. */
  const refused: Record<string, readonly [check: (value: Argument) => unknown, values: readonly unknown[]]> =
    {
      'an option': [(value) => requireOption(value, 'x'), [undefined, null, 5, 'x', (): void => undefined]],
      'an address': [requireAddress, ['', null, [1]]],
      'a BSSID': [
        requireBssid,
        ['', '8c:a6:df:c8:f7', '8c:a6:df:c8:f7:4b:00', '8c-a6-df-c8-f7-4b', '8c:a6:df:c8:f7:4b\n', 5, null]
      ],
      'a flag': [(value) => optionalBoolean('x', value), [0, 1, '', 'true', {}]],
      'a word': [(value) => optionalWord('x', value, ['udp4', 'udp6']), ['udp5', 6]],
      'a listener': [requireListener, [undefined, null, 'f', {}, []]],
      'an index': [(value) => optionalIndex('x', value, 3, 10), [-1, 11, 0.5, NaN, '1', true]]
    };
  for (const [name, [check, values]] of Object.entries(refused)) {
    it(`${name} is nothing else`, () => {
      for (const each of values) refusalOf(() => check(each as Argument));
    });
  }

  it('a TTL is an integer from 0 to 255', () => {
    assert.deepEqual([0, 1, 255].map(requireTtl), [0, 1, 255]);
    for (const each of [-1, 256, 1.5, NaN, '64', null, undefined, true]) {
      const text = `parameter ttl: expected an integer from 0 to 255, got ${describeUnshown(each)}`;
      assertRefused(() => requireTtl(each), SocketErrorCode.System, text);
    }
  });

  it('a timeout is a number of seconds, also as a string, with a default and a highest', () => {
    const seconds = (value: Argument): number => optionalSeconds('timeout', value, 2, 3600);
    assert.deepEqual(
      [undefined, null, 0, '0', 0.5, 1, '5', '0.25'].map(seconds),
      [2, 2, 2, 2, 0.5, 1, 5, 0.25]
    );
    assert.deepEqual([3600, 3600.5, 5000, '10000', Infinity].map(seconds), Array(5).fill(3600));
    for (const each of [-1, '-1', NaN, '', ' 5', '5s', '1e3', true, {}]) {
      const text = `parameter timeout: expected a number of seconds, got ${describeUnshown(each)}`;
      assertRefused(() => seconds(each), SocketErrorCode.System, text);
    }
  });
});

describe('data', () => {
  it('are a string, an ArrayBuffer or any view', () => {
    const buffer = new ArrayBuffer(8);
    const views = [
      new Uint8Array(buffer),
      new Float64Array(buffer),
      new DataView(buffer, 2),
      Buffer.from('x')
    ];
    for (const each of ['', 'text', buffer, ...views]) {
      assert.equal(requireData('data', each), each);
    }
  });

  it('are never shown', () => {
    const objects = [[115, 101, 99], { secret: 'secret' }, new String('secret'), () => 'secret'];
    for (const each of [...objects, 5373, true, null, undefined]) {
      const { errCode, message } = refusalOf(() => requireData('message', each));
      assert.equal(errCode, SocketErrorCode.System);
      assert.match(
        message,
        /^parameter message: expected a string, an ArrayBuffer or a view of one, got (array|object|number|boolean|null|undefined|function)$/
      );
    }
  });
});

describe('describeArgument', () => {
  it('gives a text for whatever a program can pass, of bounded length', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const text = describeArgument(value as Argument);
        assert.ok(text.length > 0 && text.length < 400, text);
      })
    );
  });

  it('shows long strings by their beginning', () => {
    assert.equal(describeArgument('x'.repeat(81)), `'${'x'.repeat(80)}…'`);
    assert.equal(describeArgument('x'.repeat(80)), `'${'x'.repeat(80)}'`);
  });

  it('shows by their numbers what nobody sees', () => {
    const hidden = ['\u200b', '\u202e', '\ufeff', '\u00a0', '\u00ad', '\0', '\n', '\ud800', '\u{e0001}'];
    for (const each of hidden) {
      const number = (each.codePointAt(0) ?? 0).toString(16);
      assert.equal(describeArgument(`host${each}.test`), `'host\\u{${number}}.test'`);
    }
    assert.equal(describeArgument('a b é 中 😀'), "'a b é 中 😀'");
  });

  it('shows the length of a string alone where it may be the message', () => {
    assert.equal(describeUnshown('SECRET'), 'a string of length 6');
    for (const each of [undefined, null, 5, true, {}, []]) {
      assert.equal(describeUnshown(each), describeArgument(each));
    }
  });

  it('counts undefined and null as absent, and nothing else', () => {
    assert.ok([undefined, null].every(isAbsent));
    assert.ok(![0, '', false, NaN].some(isAbsent));
  });
});
