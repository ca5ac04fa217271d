import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { showInvisible } from '../../library/src/main/ets/base/text.ets';
import { Destination } from '../../library/src/main/ets/wechat/arguments/Destination.ets';
import { IpVersion } from '../../library/src/main/ets/base/IpAddress.ets';
import { SocketErrorCode } from '../../library/src/main/ets/wechat/types/SocketTypes.ets';
import { refusalOf } from './support/refusalOf.ts';

const VERSIONS = [IpVersion.IPv4, IpVersion.IPv6];

function refusal(address: string, version: IpVersion): ReturnType<typeof refusalOf> {
  return refusalOf(() => Destination.parse(address, version).host);
}

describe('Destination', () => {
  it('takes an IPv4 literal as it is on an IPv4 socket, and mapped on an IPv6 socket', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const { host, isName } = Destination.parse(address, IpVersion.IPv4);
        assert.deepEqual({ host, isName }, { host: address, isName: false });
        const mapped = Destination.parse(address, IpVersion.IPv6);
        assert.deepEqual({ ...mapped }, { host: `::ffff:${address}`, isName: false });
      })
    );
  });

  it('takes an IPv6 literal, in canonical form, on an IPv6 socket only', () => {
    const parsed = Destination.parse('FE80:0:0::1', IpVersion.IPv6);
    assert.deepEqual({ ...parsed }, { host: 'fe80::1', isName: false });
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        assert.equal(Destination.parse(address, IpVersion.IPv6).isName, false);
        const refused = refusal(address, IpVersion.IPv4);
        assert.equal(refused.errCode, SocketErrorCode.InvalidAddress);
        assert.match(refused.message, /IPv6 address .* IPv4 socket; create it with type udp6 or ipv6/);
      })
    );
  });

  it('keeps the zone of a link-local literal', () => {
    assert.equal(Destination.parse('fe80::1%wlan0', IpVersion.IPv6).host, 'fe80::1%wlan0');
  });

  it('takes host names', () => {
    const names = ['localhost', 'a', 'example.com', 'example.com.', 'a-b.c', '3com.com', '1.2.3.4a'];
    const others = ['xn--bcher-kva.example', 'bücher.example', 'my_printer.local', `${'a'.repeat(63)}.b`];
    for (const version of VERSIONS) {
      for (const name of [...names, ...others]) {
        assert.deepEqual({ ...Destination.parse(name, version) }, { host: name, isName: true });
      }
    }
  });

  it('takes every domain name', () => {
    fc.assert(
      fc.property(fc.domain(), (name) => {
        assert.equal(Destination.parse(name, IpVersion.IPv4).isName, true);
      })
    );
  });

  it('refuses what is neither an address nor a name, and shows it', () => {
    const mistyped = ['999.1.1.1', '1.2.3', '127.0.0.1.', '1.2.3.4.5', '256', '0x7f.1', '127.1', '1.2.3.0x4'];
    const pasted = ['http://a.b', 'a.b:80', '[::1]', 'user@host', 'a/b', 'a?b', 'a#b', 'a%b'];
    const blanks = ['a b', ' a', 'a\n'];
    const dots = ['.', '..', 'a..b', '.a', `${'a'.repeat(64)}.b`];
    const colons = ['::1::', 'fe80::%', ':', '::g', '%eth0'];
    for (const version of VERSIONS) {
      for (const address of [...mistyped, ...pasted, ...blanks, ...dots, ...colons]) {
        const refused = refusal(address, version);
        assert.equal(refused.errCode, SocketErrorCode.InvalidAddress, address);
        assert.ok(
          refused.message.startsWith('parameter address: expected an IP address or a host name, got ')
        );
        assert.ok(refused.message.includes(showInvisible(address.slice(0, 60))), refused.message);
      }
    }
  });

  it('refuses a name of more than 253 characters and shows only its beginning', () => {
    const refused = refusal('a.'.repeat(127) + 'b', IpVersion.IPv4);
    assert.equal(refused.errCode, SocketErrorCode.InvalidAddress);
    assert.ok(refused.message.length < 200, refused.message);
    assert.equal(Destination.parse('a.'.repeat(126) + 'b', IpVersion.IPv4).isName, true);
  });
});
