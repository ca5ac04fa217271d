import assert from 'node:assert/strict';
import net from 'node:net';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  canonicalIPv6,
  isIPv4,
  isSameAddress,
  mapToIPv6
} from '../../library/src/main/ets/base/IpAddress.ets';

const word = fc.integer({ min: 0, max: 0xffff });
const byte = fc.integer({ min: 0, max: 255 });

/** Eight 16-bit groups, with runs of zeros more often than chance has them. */
const groups = fc.array(fc.oneof(fc.constant(0), fc.constant(0xffff), word), { minLength: 8, maxLength: 8 });

/** Text that looks like an address and mostly is none. */
const nearlyAddress = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789abcdfF:::::..g'), maxLength: 24 }),
  fc
    .tuple(
      fc.oneof(fc.ipV6(), fc.ipV4()),
      fc.nat(40),
      fc.constantFrom('', ':', '::', '.', '0', '%', '00000', 'x')
    )
    .map(([text, at, inserted]) => text.slice(0, at) + inserted + text.slice(at)),
  fc
    .array(fc.oneof(word.map(hex), fc.ipV4(), fc.constant('')), { maxLength: 10 })
    .map((parts) => parts.join(':'))
);

function hex(value: number): string {
  return value.toString(16);
}

/** The canonical spelling by Node's URL parser, whose hosts have no IPv4 notation, and by RFC 5952 section 5. */
function expectedSpelling(address: string): string {
  const host = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(host);
  if (mapped === null) return host;
  const [high, low] = [parseInt(mapped[1] ?? '', 16), parseInt(mapped[2] ?? '', 16)];
  return `::ffff:${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

describe('IPv4 literals', () => {
  it('are what node:net takes for one', () => {
    const text = fc.oneof(
      fc.ipV4(),
      fc
        .array(fc.oneof(byte.map(String), fc.constantFrom('', '256', '00', '01', '1e1', '-1', ' 1')), {
          minLength: 3,
          maxLength: 5
        })
        .map((parts) => parts.join('.')),
      nearlyAddress
    );
    fc.assert(fc.property(text, (each) => assert.equal(isIPv4(each), net.isIPv4(each), each)));
  });

  it('have no line break, space or dot at the end', () => {
    for (const text of ['127.0.0.1\n', '127.0.0.1 ', ' 127.0.0.1', '127.0.0.1.', '1.2.3', '１.2.3.4', '']) {
      assert.equal(isIPv4(text), false, JSON.stringify(text));
    }
  });

  it('are mapped to an IPv6 literal in canonical form', () => {
    fc.assert(
      fc.property(fc.ipV4(), (ipv4) => assert.equal(canonicalIPv6(mapToIPv6(ipv4)), mapToIPv6(ipv4)))
    );
  });
});

describe('IPv6 literals', () => {
  it('are what node:net takes for one', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.ipV6(),
          nearlyAddress.filter((text) => !text.includes('%'))
        ),
        (text) => {
          assert.equal(canonicalIPv6(text) !== undefined, net.isIPv6(text), text);
        }
      ),
      { numRuns: 2000 }
    );
  });

  it('are what node:net takes for one in well-known corner cases', () => {
    const cases = [
      ...['::', ':', ':::', '1::', '::1', '1::2::3', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9'],
      ...['1:2:3:4:5:6:7::', '::2:3:4:5:6:7:8', '1::3:4:5:6:7:8', '1:2:3:4:5:6:7:8::', '::1:2:3:4:5:6:7:8'],
      ...[':1:2:3:4:5:6:7', '1:2:3:4:5:6:7:', '12345::', '::g', '::1.2.3.4', '1.2.3.4::', '::1.2.3.4:5'],
      ...['1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:7:1.2.3.4', '::1.2.3.256', '::01.2.3.4', '::1.2.3', 'FE80::A'],
      ...['::ffff:0:0', '::FFFF:1.2.3.4', '[::1]', '::1 ', ' ::1', '::1\n', '1.2.3.4', 'localhost', '']
    ];
    for (const text of cases) {
      assert.equal(canonicalIPv6(text) !== undefined, net.isIPv6(text), JSON.stringify(text));
    }
  });

  it('have one canonical spelling: that of the URL standard, with IPv4-mapped ones in dotted form', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.ipV6(),
          groups.map((each) => each.map(hex).join(':'))
        ),
        (text) => {
          assert.equal(canonicalIPv6(text), expectedSpelling(text));
        }
      ),
      { numRuns: 2000 }
    );
  });

  it('have one canonical spelling: that of inet_ntop', () => {
    const first96BitsSet = groups.filter((each) => each.slice(0, 6).some((group) => group !== 0));
    fc.assert(
      fc.property(first96BitsSet, (each) => {
        const text = each.map(hex).join(':');
        const systemSpelling = new net.SocketAddress({ address: text, family: 'ipv6' }).address;
        assert.equal(canonicalIPv6(text), systemSpelling);
      }),
      { numRuns: 2000 }
    );
  });

  it('keep their zone as it is', () => {
    assert.equal(canonicalIPv6('FE80:0::1%WLan0'), 'fe80::1%WLan0');
    assert.equal(canonicalIPv6('fe80::1%'), undefined);
    assert.equal(canonicalIPv6('%eth0'), undefined);
  });

  it('are spelled canonically whatever their first spelling is', () => {
    const spelling = fc.constantFrom<(group: number) => string>(
      hex,
      (group) => hex(group).toUpperCase(),
      (group) => hex(group).padStart(4, '0')
    );
    fc.assert(
      fc.property(groups, fc.array(spelling, { minLength: 8, maxLength: 8 }), (each, spell) => {
        const canonical = canonicalIPv6(each.map(hex).join(':'));
        assert.equal(canonicalIPv6(each.map((group, i) => (spell[i] ?? hex)(group)).join(':')), canonical);
        assert.equal(canonicalIPv6(canonical ?? ''), canonical);
      })
    );
  });
});

describe('isSameAddress', () => {
  it('compares without zones', () => {
    assert.equal(isSameAddress('fe80::1%wlan0', 'fe80::1'), true);
    assert.equal(isSameAddress('fe80::1%wlan0', 'fe80::1%3'), true);
    assert.equal(isSameAddress('fe80::1%wlan0', 'fe80::2%wlan0'), false);
    assert.equal(isSameAddress('127.0.0.1', '127.0.0.1'), true);
    assert.equal(isSameAddress('127.0.0.1', '::ffff:127.0.0.1'), false);
  });
});
