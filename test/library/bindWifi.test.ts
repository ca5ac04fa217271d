import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createTCPSocket, SocketErrorCode, type TCPSocket } from '../../library/Index.ets';
import { openSocketCount } from '../../library/src/main/ets/channel/OpenSockets.ets';
import { Bearer, faults, networks, permissions, resetHost, wifi } from '../host/control.ts';
import { EventLog, settle } from './support/eventLog.ts';
import { closeOpened } from './support/opened.ts';
import { TcpServer } from './support/tcpServer.ts';

const BSSID = '8c:a6:df:c8:f7:4b';

interface Case {
  readonly socket: TCPSocket;
  readonly log: EventLog;
}

function newCase(): Case {
  wifi.connect({ bssid: BSSID });
  const socket = createTCPSocket();
  return { socket, log: new EventLog(socket) };
}

async function close({ log }: Case): Promise<void> {
  await log.close();
  assert.equal(openSocketCount(), 0);
}

function boundCount(): number {
  return networks.all.reduce((sum, { boundFds }) => sum + boundFds.size, 0);
}

describe('bindWifi', () => {
  afterEach(async () => {
    resetHost();
    await closeOpened();
  });

  it('binds the connection that follows to the Wi-Fi network, whatever the default network is', async () => {
    const server = await TcpServer.open();
    const { socket, log } = newCase();
    networks.removeAll();
    networks.add(Bearer.CELLULAR);
    const wifiNetwork = networks.add(Bearer.WIFI);
    socket.bindWifi({ BSSID });
    socket.connect({ address: '127.0.0.1', port: server.port });
    socket.write('over Wi-Fi');
    server.onChange = () => log.look();
    await log.until(() => server.received.toString() === 'over Wi-Fi', 'the data');
    assert.deepEqual(log.events, ['BindWifi', 'Connect']);
    assert.equal(wifiNetwork.boundFds.size, 1);
    assert.equal(boundCount(), 1);
  });

  it('reports the system: Wi-Fi off, no link, no Wi-Fi network', async () => {
    const obstacles = [
      () => wifi.turnOff(),
      () => wifi.disconnect(),
      () => {
        networks.removeAll();
        networks.add(Bearer.CELLULAR);
      }
    ];
    for (const obstruct of obstacles) {
      const { socket, log } = newCase();
      obstruct();
      socket.bindWifi({ BSSID });
      await log.times('Error', 1);
      assert.equal(log.errors[0]?.errCode, SocketErrorCode.WifiBinding);
      assert.match(log.errors[0].errMsg, /^TCPSocket\.bindWifi:fail ./);
      await close({ socket, log });
      assert.equal(log.count('BindWifi'), 0);
    }
  });

  it('names the permission that is missing', async () => {
    for (const permission of ['ohos.permission.GET_WIFI_INFO', 'ohos.permission.GET_NETWORK_INFO'] as const) {
      const { socket, log } = newCase();
      permissions.deny(permission);
      socket.bindWifi({ BSSID });
      await log.times('Error', 1);
      assert.equal(log.errors[0]?.errCode, SocketErrorCode.PermissionDenied);
      assert.ok(log.errors[0].errMsg.includes(permission), log.errors[0].errMsg);
      permissions.reset();
      await close({ socket, log });
    }
  });

  it('has to come before connect', async () => {
    const server = await TcpServer.open();
    const { socket, log } = newCase();
    socket.connect({ address: '127.0.0.1', port: server.port });
    socket.bindWifi({ BSSID });
    await log.times('Connect', 1);
    socket.bindWifi({ BSSID });
    await log.times('Error', 2);
    for (const { errCode, errMsg } of log.errors) {
      assert.equal(errCode, SocketErrorCode.WifiBinding);
      assert.match(errMsg, /^TCPSocket\.bindWifi:fail .*before connect/);
    }
  });

  it('ends before the close that follows it in the same tick', async () => {
    const { socket, log } = newCase();
    socket.bindWifi({ BSSID });
    await close({ socket, log });
    await settle();
    assert.deepEqual(log.events, ['BindWifi', 'Close']);
  });

  it('is told that it failed, each, when the time of the connect runs out first', async () => {
    faults.add({ kind: 'tcp', call: 'bind', effect: { answersAfter: 400 } });
    const { socket, log } = newCase();
    socket.bindWifi({ BSSID });
    socket.bindWifi({ BSSID });
    socket.connect({ address: '127.0.0.1', port: 9, timeout: 0.1 });
    socket.write('lost');
    await log.times('Close', 1);
    assert.deepEqual(
      log.errors.map(({ errMsg, errCode }) => `${errMsg.split(':')[0]} ${errCode}`),
      ['TCPSocket.connect -4', 'TCPSocket.bindWifi 4', 'TCPSocket.bindWifi 4', 'TCPSocket.write -4']
    );
    await settle();
    assert.equal(log.events.at(-1), 'Close');
  });

  it('twice binds twice', async () => {
    const { socket, log } = newCase();
    socket.bindWifi({ BSSID });
    socket.bindWifi({ BSSID });
    await log.times('BindWifi', 2);
    await close({ socket, log });
    assert.deepEqual(log.errors, []);
    assert.equal(boundCount(), 1);
  });
});
