import type { NodeModule } from './nodeModule.ts';
import { noEffect, throws, works } from './nodeModule.ts';

const CALLED_OFF = 'what needs the companion says so';
const GROUPS = 'multicast, broadcast and unknown names are as with Node';
const DEFAULT_GROUPS = 'groups on the default interface and broadcast work';
const BUFFERS = ['udp4: buffers', 'udp6: buffers'];
const OPTIONS = ['udp4: options', 'udp6: options'];
const CONNECT = 'connect, remoteAddress and disconnect';
const CONNECT_WITHOUT = 'connect: the peer’s datagrams alone';
const LARGE_WITHOUT = 'large datagrams leave whole; one that exceeds';
const CLOSED_WITHOUT = 'messages, events and callbacks of a closed socket';
const UNBOUND = 'what is called before the bind';
const LATE_REFUSAL = 'without: a refusal by the system is an `error` event and not thrown';
const ENOTSUP = 'without: ENOTSUP';

/** The names are those of the tests in test/node/dgram. */
export const dgramModule: NodeModule = {
  name: 'dgram',
  folder: 'test/node/dgram',
  filesWithout: ['failures.test.ts', 'withoutCompanion.test.ts'],
  rows: [
    {
      api: 'dgram.createSocket(options)',
      withCompanion: works(
        'createSocket: ',
        'udp4: reuseAddr',
        'udp6: reuseAddr',
        'ipv6Only leaves the port',
        'what a lookup of one’s own',
        'a signal closes the socket'
      ),
      without: works('ipv6Only drops IPv4 datagrams'),
      remark: 'without: of the options only `ipv6Only` is tested, which takes the port from IPv4, too'
    },
    {
      api: 'dgram.createSocket(type, callback)',
      withCompanion: works('createSocket: types', 'the listener of createSocket'),
      without: works(LARGE_WITHOUT)
    },
    {
      api: "socket event 'close'",
      withCompanion: works('close'),
      without: works(CLOSED_WITHOUT)
    },
    {
      api: "socket event 'connect'",
      withCompanion: works(CONNECT),
      without: works(CONNECT_WITHOUT)
    },
    {
      api: "socket event 'error'",
      withCompanion: works(
        'a refusal is an error event',
        'udp4: a port in use',
        'udp6: a port in use',
        'an error that nobody waits for'
      ),
      without: works(
        'without the permission the bind fails',
        'a failure of the receive thread',
        'an option that is refused after its call'
      ),
      remark: "without: a peer's refusal is not told"
    },
    {
      api: "socket event 'listening'",
      withCompanion: works('bind: the call, its event', 'close in listening'),
      without: works('without the permission the bind fails')
    },
    {
      api: "socket event 'message'",
      withCompanion: works(
        'send',
        'the largest datagrams',
        'udp6: addresses',
        'udp6 on all',
        'a listener that throws'
      ),
      without: works(LARGE_WITHOUT, CONNECT_WITHOUT),
      remark: 'without: empty datagrams are dropped, those larger than the receive buffer are cut'
    },
    {
      api: 'socket.addMembership()',
      withCompanion: works('addMembership(any)', GROUPS),
      without: works(DEFAULT_GROUPS),
      remark:
        'without: the default interface only, naming one throws ENOTSUP; on an unbound socket it is done with the bind that follows'
    },
    {
      api: 'socket.addSourceSpecificMembership()',
      withCompanion: works('addSourceSpecificMembership(', GROUPS),
      without: throws(CALLED_OFF),
      remark: ENOTSUP
    },
    {
      api: 'socket.address()',
      withCompanion: works('bind', UNBOUND, CONNECT),
      without: works(LARGE_WITHOUT, CONNECT_WITHOUT),
      remark: 'without: of a connected socket what was bound, not the address towards the peer'
    },
    {
      api: 'socket.bind(port, address, callback)',
      withCompanion: works(
        'bind: the call',
        'bind()',
        'bind(port',
        'bind(undefined',
        'bind(text)',
        'bind(a',
        'bind while binding',
        'two addresses of the device',
        'a port can be bound again',
        'udp4: a port in use',
        'udp6: a port in use'
      ),
      without: works('without the permission the bind fails', 'another port than the wanted one is none'),
      remark: 'EPERM: the app lacks `ohos.permission.INTERNET`'
    },
    {
      api: 'socket.bind(options, callback)',
      withCompanion: works('bind({', 'bind: a descriptor is refused'),
      remark: '`fd` throws `ERR_FEATURE_UNAVAILABLE_ON_PLATFORM`; `exclusive` has no effect'
    },
    {
      api: 'socket.close()',
      withCompanion: works('close', 'bind while binding'),
      without: works(CLOSED_WITHOUT, 'a socket is held until', 'a bind that is'),
      remark: 'the port is free some turns after the event; without: after up to 0.5 s'
    },
    { api: 'socket[Symbol.asyncDispose]()', withCompanion: works('Symbol.asyncDispose') },
    {
      api: 'socket.connect()',
      withCompanion: works(
        CONNECT,
        'connect: ports',
        'connect: addresses that',
        'a connected socket hears',
        'a look-up that fails'
      ),
      without: works(CONNECT_WITHOUT),
      remark: 'without: the library leaves out what comes from others; refusals are not told'
    },
    {
      api: 'socket.disconnect()',
      withCompanion: works(CONNECT, 'after disconnect a socket hears'),
      remark: "the port stays, which Node's socket loses if the system chose it"
    },
    {
      api: 'socket.dropMembership()',
      withCompanion: works('dropMembership(any)', GROUPS),
      without: throws(CALLED_OFF),
      remark: ENOTSUP
    },
    {
      api: 'socket.dropSourceSpecificMembership()',
      withCompanion: works('dropSourceSpecificMembership(', GROUPS),
      without: throws(CALLED_OFF),
      remark: ENOTSUP
    },
    ...['getRecvBufferSize', 'getSendBufferSize'].map((name) => ({
      api: `socket.${name}()`,
      withCompanion: works(...BUFFERS, 'createSocket: recvBufferSize and'),
      without: throws(CALLED_OFF),
      remark: 'without: ERR_SOCKET_BUFFER_SIZE with ENOTSUP'
    })),
    ...['getSendQueueCount', 'getSendQueueSize'].map((name) => ({
      api: `socket.${name}()`,
      withCompanion: works('what is on its way is counted'),
      remark: "counts until the callback's turn"
    })),
    {
      api: 'socket.ref()',
      withCompanion: noEffect(UNBOUND, 'close in listening'),
      remark: 'an app does not end when nothing is left to do'
    },
    {
      api: 'socket.remoteAddress()',
      withCompanion: works(CONNECT, 'connect: addresses that'),
      without: works(CONNECT_WITHOUT)
    },
    {
      api: 'socket.send()',
      withCompanion: works(
        'send',
        'an empty datagram arrives',
        'more than the send buffer',
        'datagrams keep their order',
        'a datagram that exceeds'
      ),
      without: works('a send that the system refuses', 'an empty datagram and one', LARGE_WITHOUT),
      remark:
        'without: ENOTSUP for an empty datagram and for an address with a zone, EMSGSIZE beyond a send buffer that the app has chosen'
    },
    {
      api: 'socket.setBroadcast()',
      withCompanion: works(...OPTIONS, GROUPS),
      without: works(DEFAULT_GROUPS),
      remark: LATE_REFUSAL
    },
    {
      api: 'socket.setMulticastInterface()',
      withCompanion: works('setMulticastInterface(any)', GROUPS),
      without: throws(CALLED_OFF),
      remark: ENOTSUP
    },
    {
      api: 'socket.setMulticastLoopback()',
      withCompanion: works(...OPTIONS, GROUPS),
      without: works(DEFAULT_GROUPS),
      remark: LATE_REFUSAL
    },
    {
      api: 'socket.setMulticastTTL()',
      withCompanion: works('setMulticastTTL(any)', ...OPTIONS),
      without: works(DEFAULT_GROUPS, 'an option that is refused', 'arguments are checked'),
      remark: LATE_REFUSAL
    },
    {
      api: 'socket.setRecvBufferSize()',
      withCompanion: works(
        'setRecvBufferSize(any)',
        ...BUFFERS,
        'buffer sizes out of range',
        'datagrams are not cut'
      ),
      remark: 'asks for 131072 bytes at most'
    },
    {
      api: 'socket.setSendBufferSize()',
      withCompanion: works(
        'setSendBufferSize(any)',
        ...BUFFERS,
        'buffer sizes out of range',
        'a datagram that exceeds'
      ),
      without: works(LARGE_WITHOUT),
      remark: LATE_REFUSAL
    },
    {
      api: 'socket.setTTL()',
      withCompanion: works('setTTL(any)', ...OPTIONS),
      without: throws(CALLED_OFF),
      remark: ENOTSUP
    },
    {
      api: 'socket.unref()',
      withCompanion: noEffect(UNBOUND, 'close in listening'),
      remark: 'as `ref`'
    }
  ]
};
