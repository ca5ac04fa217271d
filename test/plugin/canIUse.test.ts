import { parse } from 'acorn';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerCanIUse } from '../../plugin/dist/canIUse.js';
import { providedSchemas } from '../../plugin/dist/providedApi.js';

const PROVIDED = providedSchemas(['webSocket']);

function answered(text: string): string {
  const options = { ecmaVersion: 'latest', sourceType: 'module' } as const;
  return (
    answerCanIUse({ text, parse: (code) => parse(code, options) as never, provided: PROVIDED })?.toString() ??
    text
  );
}

describe("a page's canIUse", () => {
  for (const [what, code, expected] of [
    ['the default object', "import T from '@tarojs/taro'; T.canIUse('createUDPSocket');", 'T from'],
    ['all names', "import * as T from '@tarojs/taro'; T.canIUse('createUDPSocket');", 'T from'],
    ['a quoted name', "import T from '@tarojs/taro'; T['canIUse']('createUDPSocket');", 'T from'],
    ['the function', "import { canIUse } from '@tarojs/taro'; canIUse('createUDPSocket');", '} from'],
    ['the function renamed', "import { canIUse as c } from '@tarojs/taro'; c('createUDPSocket');", '} from']
  ] as const) {
    it(`is true by ${what}`, () => {
      assert.equal(answered(code), `${code.split(';')[0] ?? ''}; true;`);
      assert.ok(code.includes(expected));
    });
  }

  for (const [what, code] of [
    ['of what is not ours', "import T from '@tarojs/taro'; T.canIUse('createBLEConnection');"],
    ['with a variable', "import T from '@tarojs/taro'; const name = 'createUDPSocket'; T.canIUse(name);"],
    ['of another object', "import T from 'other'; T.canIUse('createUDPSocket');"],
    [
      'by a name that is computed',
      "import T from '@tarojs/taro'; const canIUse = 'x'; T[canIUse]('createUDPSocket');"
    ]
  ] as const) {
    it(`stays as it is ${what}`, () => {
      assert.equal(answered(code), code);
    });
  }

  it('knows the forms of WeChat', () => {
    for (const schema of [
      'createTCPSocket',
      'UDPSocket',
      'UDPSocket.send',
      'TCPSocket.bindWifi',
      'UDPSocket.send.object.setBroadcast',
      'TCPSocket.connect.object.timeout',
      'createUDPSocket.return.send',
      'connectSocket',
      'SocketTask.send',
      'connectSocket.object.timeout'
    ]) {
      assert.ok(PROVIDED.has(schema), schema);
    }
    assert.equal(PROVIDED.has('TCPSocket.setTTL'), false);
    assert.equal(PROVIDED.has('getConnectedWifi'), false);
  });
});
