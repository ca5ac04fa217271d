import { describe, it } from 'node:test';
import { goOffline, hosts, permissions, wifi } from '../host/control.ts';
import { settle } from '../library/support/eventLog.ts';
import { denied, EACCES, ENETUNREACH, failed, refused, watchEachTest } from './support/bench.ts';
import { TcpBench } from './support/tcpBench.ts';
import { UdpBench } from './support/udpBench.ts';

const NETWORK_LOST =
  'Error -2/100/- UDPSocket:fail errno:100 errmsg:the network of the socket is lost; it goes on over the next one';
const INTERNET = 'ohos.permission.INTERNET';

describe('a network that goes away and comes back', () => {
  watchEachTest();

  it('is told to a UDP socket, each of its sends fails with one error meanwhile, and the socket goes on', async () => {
    const bench = await UdpBench.bound();
    await settle(); // the system answers the watch for its networks
    bench.send('before');
    const comeBack = goOffline();
    bench.send('lost');
    bench.write('lost');
    await bench.log.times('Error', 3);
    comeBack();
    bench.send('after');
    await bench.ends({
      history: [
        'Listening',
        NETWORK_LOST,
        failed('UDPSocket.send', ENETUNREACH),
        failed('UDPSocket.write', ENETUNREACH),
        'Close'
      ],
      received: ['before', 'after']
    });
  });

  it('fails look-ups meanwhile, and the next one asks again', async () => {
    hosts.set('back.test', ['127.0.0.1']);
    const comeBack = goOffline();
    const bench = await UdpBench.bound();
    const { port } = bench.peer;
    bench.socket.send({ address: 'back.test', port, message: 'lost' });
    await bench.log.times('Error', 1);
    comeBack();
    bench.socket.send({ address: 'back.test', port, message: 'after' });
    await bench.received(1);
    await bench.ends({
      history: [
        'Listening',
        "Error 1/-/2100003 UDPSocket.send:fail cannot resolve the host name 'back.test': System internal error",
        'Close'
      ],
      received: ['after']
    });
  });

  it('fails a TCP connect meanwhile, and the next socket connects', async () => {
    const comeBack = goOffline();
    const bench = await TcpBench.open();
    bench.connect();
    await bench.closes({
      history: [failed('TCPSocket.connect', ENETUNREACH, -4, ' (127.0.0.1 port PORT)'), 'Close']
    });
    comeBack();
    const next = await TcpBench.connected();
    next.socket.write('through');
    await next.ends({ history: ['Connect', 'Close'], received: 'through' });
  });

  it('fails a TCP write meanwhile, with one error and one close', async () => {
    const bench = await TcpBench.connected();
    goOffline();
    bench.socket.write('lost');
    await bench.closes({ history: ['Connect', failed('TCPSocket.write', ENETUNREACH), 'Close'] });
  });

  it('fails a Wi-Fi binding meanwhile, and the socket stays usable', async () => {
    const bench = await TcpBench.open();
    const BSSID = wifi.link?.bssid ?? '';
    const comeBack = goOffline();
    bench.socket.bindWifi({ BSSID });
    await bench.log.times('Error', 1);
    comeBack();
    bench.socket.bindWifi({ BSSID });
    bench.connect();
    bench.socket.write('through');
    await bench.ends({
      history: [
        refused('TCPSocket.bindWifi', 'the device has no Wi-Fi network', 4),
        'BindWifi',
        'Connect',
        'Close'
      ],
      received: 'through'
    });
  });

  it('fails a Wi-Fi binding whose native bind fails, and the socket stays usable', async () => {
    const bench = await TcpBench.open({ call: 'bind', times: 1, effect: { fails: EACCES } });
    bench.socket.bindWifi({ BSSID: wifi.link?.bssid ?? '' });
    bench.connect();
    bench.socket.write('through');
    await bench.ends({
      history: [failed('TCPSocket.bindWifi', EACCES, 4), 'Connect', 'Close'],
      received: 'through'
    });
  });
});

describe('a missing permission', () => {
  watchEachTest();

  for (const call of ['bind', 'getLocalAddress']) {
    it(`is named where ${call} of a UDP socket needs it`, async () => {
      const bench = await UdpBench.open({ call, effect: { fails: 'permission' } });
      bench.socket.bind();
      await bench.ends({ history: [denied('UDPSocket.bind'), 'Close'] });
    });
  }

  it('is named for each send of a UDP socket', async () => {
    const bench = await UdpBench.bound({ call: 'send', effect: { fails: 'permission' } });
    bench.send('lost');
    bench.write('lost');
    await bench.ends({
      history: ['Listening', denied('UDPSocket.send'), denied('UDPSocket.write'), 'Close']
    });
  });

  it('is named for a send that needs an option', async () => {
    const bench = await UdpBench.bound({ call: 'setExtraOptions', effect: { fails: 'permission' } });
    bench.socket.send({ address: '127.0.0.1', port: bench.peer.port, message: 'lost', setBroadcast: true });
    await bench.ends({ history: ['Listening', denied('UDPSocket.send'), 'Close'] });
  });

  it('is named for the connect and the writes of a TCP socket', async () => {
    const bench = await TcpBench.open({ call: 'connect', effect: { fails: 'permission' } });
    bench.connect();
    const line = `${denied('TCPSocket.connect')} (127.0.0.1 port PORT)`;
    await bench.closes({ history: [line, 'Close'] });
  });

  it('is named for each write of a TCP socket', async () => {
    const bench = await TcpBench.connected({ call: 'send', effect: { fails: 'permission' } });
    bench.socket.write('lost');
    bench.socket.write('lost');
    const line = denied('TCPSocket.write');
    await bench.closes({ history: ['Connect', line, line, 'Close'] });
  });

  it('is named for a Wi-Fi binding', async () => {
    const bench = await TcpBench.open({ call: 'bind', effect: { fails: 'permission' } });
    bench.socket.bindWifi({ BSSID: wifi.link?.bssid ?? '' });
    await bench.log.times('Error', 1);
    await bench.ends({ history: [denied('TCPSocket.bindWifi'), 'Close'] });
  });

  it('is named wherever the app does not have it at all, and nothing else is', async () => {
    permissions.deny(INTERNET);
    const udp = await UdpBench.open();
    udp.socket.bind();
    await udp.ends({ history: [denied('UDPSocket.bind'), 'Close'] });
    const tcp = await TcpBench.open();
    tcp.connect();
    await tcp.closes({ history: [`${denied('TCPSocket.connect')} (127.0.0.1 port PORT)`, 'Close'] });
  });
});
