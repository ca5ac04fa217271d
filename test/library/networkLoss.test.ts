import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonAgainstNamespace } from '../../tools/test/ownNetwork.ts';
import { runInNamespace } from '../native/support/namespace.ts';

test(
  'connections whose network is lost tell so once and close; loopback and datagrams go on',
  { skip: reasonAgainstNamespace() ?? false },
  async () => {
    assert.deepEqual(await runInNamespace('../library/namespace/networkLoss.ts', []), {
      tcp: [
        'TCPSocket:fail errno:100 errmsg:the device has lost the address of the connection -2 100',
        'close'
      ],
      loopback: [],
      webSocket: ['SocketTask:fail the network of the connection is lost -2', 'close 1006'],
      udp: [],
      open: 0
    });
  }
);
