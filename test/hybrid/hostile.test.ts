import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, afterEach, describe, it } from 'node:test';
import { type WebSocket, WebSocketServer } from 'ws';
import { openSocketCount } from '../../library/src/main/ets/channel/OpenSockets.ets';
import { networks, resetHost, useServiceNetwork } from '../host/control.ts';
import { settle } from '../library/support/eventLog.ts';
import { eventually } from './support/eventually.ts';
import { HandMadePage } from './support/handMadePage.ts';

const HUGE = 'x'.repeat(10_000_000);

describe('a page that calls what no page of this package calls', () => {
  const pages: HandMadePage[] = [];
  const begin = (): HandMadePage => {
    const page = new HandMadePage();
    pages.push(page);
    return page;
  };
  afterEach(() => pages.splice(0).forEach((page) => page.sockets.closeAll()));
  after(() => eventually(() => openSocketCount() === 0));

  it('gets a refusal for a beginning that is none', () => {
    const { sockets } = begin();
    const answers = [
      undefined,
      null,
      5,
      HUGE,
      {},
      { version: '1' },
      { version: 1 },
      { version: 1, deliver: {} }
    ].map((hello) => sockets.harmonySocketListen(hello as object));
    assert.deepEqual(
      answers.map((answer) => Object.keys(answer)),
      Array.from(answers, () => ['error'])
    );
    const texts = answers.map((answer) => (answer as { error: string }).error);
    assert.match(texts[0] ?? '', /^harmonySocketListen: expected an object, got undefined$/);
    assert.match(
      texts[5] ?? '',
      /^the page speaks version '1' of the protocol and the app version 1: take the npm package/
    );
    assert.match(texts[6] ?? '', /^harmonySocketListen: expected a function deliver, got undefined$/);
    for (const text of texts) assert.ok(text.length < 300, text);
  });

  it('gets a refusal for a request that is none or of another page, and its own goes on', async () => {
    const page = begin();
    page.call([{ socket: 1, name: 'createUDPSocket' }]);
    const requests = [
      undefined,
      null,
      HUGE,
      {},
      { page: HUGE, calls: [] },
      { page: 'x'.repeat(32), calls: [] }
    ];
    for (const request of requests) {
      const answer = page.sockets.harmonySocketCall(request as object) as { error: string };
      assert.deepEqual(Object.keys(answer), ['error']);
      assert.ok(answer.error.length < 300);
    }
    await page.bound(1);
  });

  it('gets one error event for each wrong call, and its sockets go on', async () => {
    const page = begin();
    page.call([
      { socket: 1, name: 'createUDPSocket' },
      { socket: 2, name: 'createTCPSocket' },
      { socket: 3, name: 'createWebSocket' },
      { socket: 4, name: 'createServiceDiscovery', value: '_http._tcp' },
      { socket: 5, name: 'createNetwork' }
    ]);
    const connect = (fields: object): object => ({ socket: 3, name: 'connect', fields });
    const wrong: [unknown, number, RegExp][] = [
      [null, 0, /a call is no object/],
      [HUGE, 0, /a call is no object/],
      [{}, 0, /there is no socket undefined/],
      [{ socket: 99, name: 'send' }, 0, /there is no socket 99/],
      [{ socket: '1', name: 'send' }, 0, /there is no socket '1'/],
      [{ socket: HUGE, name: 'close' }, 0, /there is no socket 'x{80}…'/],
      [{ socket: '__proto__', name: 'close' }, 0, /there is no socket '__proto__'/],
      [{ socket: 1, name: 'createUDPSocket' }, 1, /1 is no number for a new socket/],
      [{ socket: -1, name: 'createUDPSocket' }, 0, /-1 is no number for a new socket/],
      [{ socket: 1e300, name: 'createTCPSocket' }, 0, /1e\+300 is no number for a new socket/],
      [{ socket: 1, name: 'constructor' }, 1, /UDPSocket has no method 'constructor'/],
      [{ socket: 1, name: 'bindWifi' }, 1, /UDPSocket has no method 'bindWifi'/],
      [{ socket: 1, name: HUGE }, 1, /UDPSocket has no method 'x{80}…'/],
      [{ socket: 2, name: 'machine' }, 2, /TCPSocket has no method 'machine'/],
      [{ socket: 2, name: { toString: 5 } }, 2, /TCPSocket has no method a value of type object/],
      [{ socket: 1, name: 'send', fields: null }, 1, /the call's fields are no object/],
      [{ socket: 1, name: 'send', fields: HUGE }, 1, /the call's fields are no object/],
      [
        { socket: 1, name: 'send', fields: { message: { base64: '!' } } },
        1,
        /the page's bytes are malformed/
      ],
      [{ socket: 1, name: 'send', fields: { message: { bytes: 5 } } }, 1, /the page's bytes are malformed/],
      [{ socket: 1, name: 'send', fields: { message: { bytes: -1 } } }, 1, /the page's bytes are malformed/],
      [
        { socket: 1, name: 'send', value: HUGE },
        1,
        /parameter option: expected an object .* got a string of length \d+/
      ],
      [{ socket: 1, name: 'bind', value: { type: 'function' } }, 1, /got a value of type function/],
      [{ socket: 1, name: 'bind', value: { type: 'number', text: HUGE } }, 1, /got NaN/],
      [{ socket: 2, name: 'connect', fields: { address: HUGE, port: 1 } }, 2, /TCPSocket\.connect:fail/],
      [{ socket: 2, name: 'write', value: HUGE }, 2, /TCPSocket\.write:fail the socket is not connected/],
      [{ socket: 3, name: 'release2' }, 3, /WebSocket has no method 'release2'/],
      [{ socket: 3, name: 'connect' }, 3, /parameter url: expected a URL .* got undefined/],
      [connect({ url: HUGE }), 3, /parameter url: .* got 'x+…'/],
      [connect({ url: 'ws://127.0.0.1', headers: '{' }), 3, /the page's headers or protocols are malformed/],
      [connect({ url: 'ws://127.0.0.1', headers: '5' }), 3, /parameter header: expected an object/],
      [
        connect({ url: 'ws://127.0.0.1', headers: '{}', protocols: '["a b"]' }),
        3,
        /parameter protocols: expected names of subprotocols/
      ],
      [{ socket: 3, name: 'send', fields: { data: 5 } }, 3, /parameter data: expected a string/],
      [{ socket: 3, name: 'close', fields: { code: 1006 } }, 3, /parameter code: expected an integer/],
      [{ socket: 4, name: 'stop' }, 4, /ServiceDiscovery has no method 'stop'/],
      [{ socket: 6, name: 'createServiceDiscovery', value: {} }, 0, /is no type of services/],
      [{ socket: 5, name: 'getDefaultNet' }, 5, /Network has no method 'getDefaultNet'/]
    ];
    page.call(wrong.map(([call]) => call));
    await page.happens(() => page.errors.length >= wrong.length);
    assert.equal(page.errors.length, wrong.length);
    for (const [call, socket, text] of wrong) {
      const shown = JSON.stringify(call).slice(0, 60);
      const found = page.errors.find((error) => error.socket === socket && text.test(error.text));
      assert.ok(found, `${shown} gives no ${text.source}`);
      assert.ok(found.text.length < 400, shown);
    }
    await page.bound(1);
    assert.deepEqual(page.call('calls'), []);
    await page.happens(() =>
      page.errors.some(({ text }) => text.includes('the request has no list of calls'))
    );
  });

  it('cannot use a number again, and a socket that it releases open is closed', async () => {
    const page = begin();
    page.call([{ socket: 7, name: 'createUDPSocket' }]);
    await page.bound(7);
    page.call([
      { socket: 7, name: 'release' },
      { socket: 7, name: 'createUDPSocket' },
      { socket: 6, name: 'createTCPSocket' }
    ]);
    await page.happens(() => page.errors.length === 2);
    await eventually(() => openSocketCount() === 0);
  });

  it('gets an error event for a message on the port that is no frame, and the port goes on', async () => {
    const page = begin();
    const port = page.takePort();
    page.call([{ socket: 1, name: 'createUDPSocket' }]);
    const wrong = [
      new ArrayBuffer(0),
      new ArrayBuffer(3),
      Uint8Array.of(255, 255, 255, 255).buffer,
      Uint8Array.of(1, 0, 0, 0, 0x7b).buffer,
      Uint8Array.of(1, 0, 0, 0, 0xff).buffer,
      Uint8Array.of(1, 0, 0, 0, 0x35).buffer,
      HUGE
    ];
    for (const message of wrong) port.receive(message);
    await page.happens(() => page.errors.length === wrong.length);
    for (const { socket, text } of page.errors) {
      assert.equal(socket, 0);
      assert.equal(text, 'HybridSockets.call:fail a message on the port is no frame');
    }
    port.receive(page.frame([{ socket: 1, name: 'send', fields: { message: { bytes: 9 } } }], 8));
    await page.happens(() => page.errors.some(({ text }) => text.includes("the page's bytes are malformed")));
    await page.bound(1);
  });

  it('that has lost its network, and releases its WebSocket, leaves no connection open', async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const connected = once(server, 'connection');
    const page = begin();
    // This device by a name that is not taken for loopback.
    const url = `ws://0.0.0.0:${(server.address() as AddressInfo).port}`;
    page.call([
      { socket: 1, name: 'createWebSocket' },
      { socket: 1, name: 'connect', fields: { url, headers: '{}', protocols: '[]', request: 1 } }
    ]);
    const [client] = (await connected) as [WebSocket];
    const closed = once(client, 'close');
    await page.happens(() => page.names.includes('onOpen'));
    // The system's watch begins in a later turn.
    await settle();
    networks.removeAll();
    await page.happens(() => page.names.includes('onLost'));
    page.call([{ socket: 1, name: 'release' }]);
    assert.equal((await closed)[0], 1001);
    resetHost();
    await new Promise((resolve) => server.close(resolve));
  });

  it('that names its request by what is no number gets an error event, and throws nothing in the app', async () => {
    const page = begin();
    const request = { toString: 5 };
    page.call([
      { socket: 1, name: 'createServiceDiscovery', value: '_http._tcp' },
      { socket: 2, name: 'createNetwork' },
      { socket: 1, name: 'resolve', fields: { name: 'x', request } },
      { socket: 2, name: 'connectedWifi', fields: { request } }
    ]);
    await page.happens(() => page.errors.length === 2);
    for (const { text } of page.errors) assert.match(text, /Cannot convert object to primitive value/);
  });

  it('that begins a search twice leaves none behind', () => {
    let searches = 0;
    const restore = useServiceNetwork({
      browse: () => {
        searches++;
        return () => searches--;
      },
      resolve: () => Promise.resolve(undefined)
    });
    const page = begin();
    page.call([
      { socket: 1, name: 'createServiceDiscovery', value: '_http._tcp' },
      { socket: 1, name: 'start' },
      { socket: 1, name: 'start' }
    ]);
    assert.equal(searches, 1);
    page.call([{ socket: 1, name: 'release' }]);
    assert.equal(searches, 0);
    restore();
  });

  it('is told of the errors of a socket before it hears that the socket is released', async () => {
    const page = begin();
    page.call([{ socket: 1, name: 'createTCPSocket' }]);
    page.call([{ socket: 1, name: 'write', value: 'x' }]);
    await page.happens(() => page.names.includes('onError'));
    // A listener was told in this turn: the library tells of the next error in a later one.
    page.call([
      { socket: 1, name: 'write', value: 'x' },
      { socket: 1, name: 'release' }
    ]);
    await page.happens(() => page.names.includes('released'));
    assert.deepEqual(
      page.names.filter((name) => name !== 'onClose'),
      ['onError', 'onError', 'released']
    );
  });

  it('that cannot be told for a while is told all, in order, with its next call', async () => {
    const page = begin();
    page.onBatch = () => {
      throw new Error('of the web view');
    };
    page.call([
      { socket: 1, name: 'createUDPSocket' },
      { socket: 1, name: 'bind' }
    ]);
    await page.happens(() => page.batches === 1);
    page.call([{ socket: 1, name: 'setTTL', value: 5000 }]);
    await page.happens(() => page.batches === 2);
    page.onBatch = undefined;
    page.call([]);
    await page.happens(() => page.names.includes('onError'));
    assert.deepEqual(page.names, ['onListening', 'onError']);
    page.call([{ socket: 1, name: 'close' }]);
    await page.happens(() => page.names.includes('onClose'));
    assert.deepEqual(page.numbers, [1, 2, 3]);
  });
});
