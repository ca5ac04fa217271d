import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BusinessError } from '@ohos.base';
import { ArgumentError } from '../../library/src/main/ets/wechat/arguments/ArgumentError.ets';
import { refusal } from '../../library/src/main/ets/wechat/events/SocketFailure.ets';
import {
  callFailure,
  hostFailure,
  numberedFailure
} from '../../library/src/main/ets/wechat/events/SocketFailure.ets';
import { HostFailure } from '../../library/src/main/ets/system/HostFailure.ets';
import { SocketErrorCode } from '../../library/src/main/ets/wechat/types/SocketTypes.ets';

const BIND = 'UDPSocket.bind';

/** What a native module rejects with: a plain object. */
function rejection(code: unknown, message: unknown): BusinessError {
  return { code, message } as BusinessError;
}

describe('error events', () => {
  it('carry the call, the text and the errCode', () => {
    assert.deepEqual(callFailure(BIND, SocketErrorCode.System, 'no paper'), {
      errMsg: 'UDPSocket.bind:fail no paper',
      errCode: -1
    });
  });

  it("carry Linux's number where there is one", () => {
    assert.deepEqual(numberedFailure(BIND, SocketErrorCode.SocketInterface, 98, 'Address in use'), {
      errMsg: 'UDPSocket.bind:fail errno:98 errmsg:Address in use',
      errCode: -2,
      errno: 98
    });
  });

  it('carry the native code and the errno in it', () => {
    const failure = HostFailure.of(rejection(2301013, 'Permission denied'));
    assert.deepEqual(hostFailure(BIND, SocketErrorCode.SocketInterface, failure), {
      errMsg: 'UDPSocket.bind:fail errno:13 errmsg:Permission denied',
      errCode: -2,
      errno: 13,
      code: 2301013
    });
  });

  it('carry a code that is no errno as it is', () => {
    // 2301206 is one of the codes for SOCKS5 proxies: Linux's numbers end at 133 (errno(3)).
    for (const code of [401, 2300999, 2301000, 2301206, 1]) {
      const failure = HostFailure.of(rejection(code, 'Parameter error'));
      assert.deepEqual(hostFailure(BIND, SocketErrorCode.SocketInterface, failure), {
        errMsg: 'UDPSocket.bind:fail Parameter error',
        errCode: -2,
        code
      });
    }
  });

  it('say on what, if that is told', () => {
    const failure = HostFailure.of(rejection(2301101, 'Network unreachable'));
    const event = hostFailure(
      'TCPSocket.connect',
      SocketErrorCode.ConnectFailed,
      failure,
      'example.com port 80'
    );
    assert.equal(
      event.errMsg,
      'TCPSocket.connect:fail errno:101 errmsg:Network unreachable (example.com port 80)'
    );
  });

  it('name the permission that is missing and where it belongs', () => {
    const event = hostFailure(
      BIND,
      SocketErrorCode.SocketInterface,
      HostFailure.of(rejection(201, 'Permission denied'))
    );
    assert.equal(event.errCode, SocketErrorCode.PermissionDenied);
    assert.equal(event.code, 201);
    assert.match(
      event.errMsg,
      /^UDPSocket\.bind:fail .*ohos\.permission\.INTERNET.*requestPermissions.*module\.json5/
    );
    const wifi = HostFailure.of(rejection(201, 'Permission denied'), 'ohos.permission.GET_WIFI_INFO');
    const wifiEvent = hostFailure('TCPSocket.bindWifi', SocketErrorCode.WifiBinding, wifi);
    assert.equal(wifiEvent.errCode, SocketErrorCode.PermissionDenied);
    assert.match(wifiEvent.errMsg, /ohos\.permission\.GET_WIFI_INFO/);
    assert.doesNotMatch(wifiEvent.errMsg, /INTERNET/);
  });

  it('name the permission for a synchronous throw with a string for its code too', () => {
    const thrown = Object.assign(new Error('Permission denied'), { code: '201' }) as unknown as BusinessError;
    const event = hostFailure(BIND, SocketErrorCode.SocketInterface, HostFailure.of(thrown));
    assert.equal(event.errCode, SocketErrorCode.PermissionDenied);
  });
});

describe('HostFailure', () => {
  it('has a text whatever was thrown', () => {
    const cases: unknown[] = [
      undefined,
      null,
      'text',
      5,
      {},
      [],
      new Error(''),
      rejection(undefined, ''),
      rejection('x', 5)
    ];
    for (const each of cases) {
      const failure = HostFailure.of(each as BusinessError);
      assert.match(failure.text, /^the system gave no reason \(code .*\)$/);
      assert.deepEqual([failure.code, failure.errno, failure.permissionDenied], [0, 0, false]);
    }
  });

  it('of a callback is undefined on success', () => {
    assert.equal(HostFailure.ofCallback(undefined), undefined);
    assert.equal(HostFailure.ofCallback(null), undefined);
    assert.equal(HostFailure.ofCallback(rejection(2301009, 'Bad file descriptor'))?.errno, 9);
  });

  it('of an event has the bare errno that came, if one came', () => {
    assert.equal(HostFailure.ofEvent(rejection(104, undefined)).errno, 104);
    for (const each of [
      undefined,
      null,
      rejection(0, undefined),
      rejection(-1, undefined),
      rejection(2301104, '')
    ]) {
      assert.equal(HostFailure.ofEvent(each).errno, 0);
      assert.notEqual(HostFailure.ofEvent(each).text, '');
    }
  });

  it('in other words keeps its code', () => {
    const failure = HostFailure.of(rejection(2301115, 'Operation in progress')).reworded(
      'refused or unreachable',
      0
    );
    assert.deepEqual([failure.code, failure.errno, failure.text], [2301115, 0, 'refused or unreachable']);
  });
});

describe('refusal', () => {
  it('tells what an ArgumentError says', () => {
    const wrongPort = new ArgumentError(SocketErrorCode.InvalidPort, 'parameter port: x');
    assert.deepEqual(refusal(BIND, wrongPort), {
      errMsg: 'UDPSocket.bind:fail parameter port: x',
      errCode: 2
    });
    const tooLong = new ArgumentError(SocketErrorCode.SocketInterface, 'Message too long', 90);
    assert.deepEqual(refusal('UDPSocket.send', tooLong), {
      errMsg: 'UDPSocket.send:fail errno:90 errmsg:Message too long',
      errCode: -2,
      errno: 90
    });
  });

  it("has a text for whatever an app's own getter throws", () => {
    const thrown: unknown[] = [
      new Error('boom'),
      'boom',
      null,
      undefined,
      Symbol('boom'),
      5,
      Object.create(null)
    ];
    for (const each of thrown) {
      const event = refusal(BIND, each as object);
      assert.equal(event.errCode, SocketErrorCode.System);
      assert.match(event.errMsg, /^UDPSocket\.bind:fail .+/);
    }
  });
});
