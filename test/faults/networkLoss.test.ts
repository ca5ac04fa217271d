import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonAgainstNamespace } from '../../tools/test/ownNetwork.ts';
import { runInNamespace } from '../native/support/namespace.ts';

const ADDRESS_LOST = 'the device has lost the address of the socket';
const OF_CONNECTIONS = {
  tcp: [`TCPSocket:fail errno:100 errmsg:${ADDRESS_LOST} -2 100`, 'close'],
  loopback: [],
  net: [`read ENETDOWN: ${ADDRESS_LOST}`, 'close'],
  webSocket: ['SocketTask:fail the network of the connection is lost -2', 'close 1006'],
  udp: [
    'UDPSocket:fail errno:100 errmsg:the network of the socket is lost; it goes on over the next one -2 100'
  ],
  dgram: [],
  dgramBound: [`recvmsg ENETDOWN: ${ADDRESS_LOST}`, 'close'],
  dgramConnected: [`recvmsg ENETDOWN: ${ADDRESS_LOST}`, 'close']
};
const NOTHING = Object.fromEntries(Object.keys(OF_CONNECTIONS).map((who) => [who, []]));

for (const release of ['5.1', '6.1', '7.0']) {
  test(
    `sockets whose network is lost tell so once, and close unless they go on (${release})`,
    { skip: reasonAgainstNamespace() ?? false },
    async () => {
      const report = await runInNamespace('../faults/namespace/networkLoss.ts', [], {
        OHOS_RELEASE: release
      });
      assert.deepEqual(report, {
        'network lost': OF_CONNECTIONS,
        'another default network': OF_CONNECTIONS,
        'address changed': { ...OF_CONNECTIONS, webSocket: [], udp: [] },
        'frozen meanwhile': OF_CONNECTIONS,
        'frozen, with the same network afterwards': NOTHING,
        open: 0
      });
    }
  );
}
