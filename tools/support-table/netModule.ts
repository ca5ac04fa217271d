import type { ApiRow, NodeModule } from './nodeModule.ts';
import { noEffect, works } from './nodeModule.ts';

const REQUEST = 'a request and its answer over';
const PORT_IN_USE = 'a server: a port in use';
const REFUSED = 'a connection that is refused';
const CONNECT = ['every form of connect', 'what connect refuses'];
const OPTIONS = 'options of a socket: each call';
const PAUSE = 'pause: nothing comes until resume';
const PAUSE_ON_CONNECT = 'pauseOnConnect';
const PEER_ENDS = 'a peer that ends first';
const LARGE = 'a large write arrives whole';
const NO_PATHS = 'throws `ERR_FEATURE_UNAVAILABLE_ON_PLATFORM`';
const NO_END = 'an app does not end with its last socket';
const OPTION_TESTED = 'tested is what the call returns, not what the system does with it';

/** The same tests prove it with and without the native companion. */
function both(api: string, tests: readonly string[], remark?: string): ApiRow {
  const claim = works(...tests);
  return { api, withCompanion: claim, without: claim, ...(remark === undefined ? {} : { remark }) };
}

/** The names are those of the tests in test/node/net. */
export const netModule: NodeModule = {
  name: 'net',
  folder: 'test/node/net',
  filesWithout: ['withoutCompanion.test.ts'],
  rows: [
    ...[
      'new net.BlockList()',
      'blockList.addAddress()',
      'blockList.addRange()',
      'blockList.addSubnet()',
      'blockList.check()',
      'blockList.rules',
      'new net.SocketAddress()',
      'socketaddress.address',
      'socketaddress.family',
      'socketaddress.flowlabel',
      'socketaddress.port'
    ].map((api) => both(api, ['BlockList and SocketAddress'])),
    { api: 'new net.Server(options, listener)' },
    {
      api: "server event 'close'",
      withCompanion: works(REQUEST, PORT_IN_USE),
      without: works(PORT_IN_USE)
    },
    {
      api: "server event 'connection'",
      withCompanion: works(REQUEST, PAUSE_ON_CONNECT),
      without: works(PAUSE_ON_CONNECT)
    },
    both("server event 'error'", [PORT_IN_USE]),
    both("server event 'listening'", [PORT_IN_USE]),
    both("server event 'drop'", ['maxConnections, drop']),
    {
      api: 'server.address()',
      withCompanion: works(REQUEST, PORT_IN_USE),
      without: works(PORT_IN_USE),
      remark: 'null before `listening`'
    },
    {
      api: 'server.close()',
      withCompanion: works(REQUEST, PORT_IN_USE, 'a server closes when its last connection'),
      without: works(PORT_IN_USE),
      remark: 'up to OpenHarmony API 19 the server goes on listening, and closes what it accepts'
    },
    { api: 'server[Symbol.asyncDispose]()' },
    both('server.getConnections()', ['maxConnections, drop', 'what listen and Server refuse']),
    { api: 'server.listen(handle)', remark: NO_PATHS },
    { api: 'server.listen(options)', remark: 'paths, descriptors and `ipv6Only` throw' },
    { api: 'server.listen(path)', remark: NO_PATHS },
    {
      api: 'server.listen(port, host, backlog, callback)',
      withCompanion: works(REQUEST, PORT_IN_USE),
      without: works(PORT_IN_USE)
    },
    {
      api: 'server.listening',
      withCompanion: works(REQUEST, PORT_IN_USE),
      without: works(PORT_IN_USE)
    },
    both('server.maxConnections', ['maxConnections, drop']),
    { api: 'server.ref()', remark: NO_END },
    { api: 'server.unref()', remark: NO_END },
    both(
      'new net.Socket(options)',
      [...CONNECT, 'a closed socket connects again'],
      'a descriptor throws `ERR_FEATURE_UNAVAILABLE_ON_PLATFORM`'
    ),
    {
      api: "socket event 'close'",
      withCompanion: works(REQUEST, PEER_ENDS),
      without: works(PEER_ENDS, 'a reset by an own client')
    },
    {
      api: "socket event 'connect'",
      withCompanion: works(REQUEST, 'every form of connect'),
      without: works('every form of connect')
    },
    { api: "socket event 'connectionAttempt'" },
    { api: "socket event 'connectionAttemptFailed'" },
    { api: "socket event 'connectionAttemptTimeout'" },
    {
      api: "socket event 'data'",
      withCompanion: works(REQUEST, PAUSE),
      without: works(PAUSE, 'an answer before the own end')
    },
    { api: "socket event 'drain'" },
    {
      api: "socket event 'end'",
      withCompanion: works(REQUEST, PEER_ENDS),
      without: works(PEER_ENDS)
    },
    {
      api: "socket event 'error'",
      withCompanion: works(REFUSED, 'a look-up that fails', 'a name with several', 'a reset: by the client'),
      without: works(
        REFUSED,
        'a look-up that fails',
        'a name with several',
        'a reset by the peer: ECONNRESET'
      ),
      remark:
        'without: ECONNREFUSED for whatever the kernel finds out later than at once; a reset by the peer is `end` for an accepted socket'
    },
    both("socket event 'lookup'", ['every form of connect', 'a look-up that fails']),
    both("socket event 'ready'", ['every form of connect']),
    both("socket event 'timeout'", ['setTimeout']),
    { api: 'socket.address()', withCompanion: works(REQUEST) },
    { api: 'socket.autoSelectFamilyAttemptedAddresses' },
    { api: 'socket.bufferSize' },
    {
      api: 'socket.bytesRead',
      withCompanion: works(REQUEST, LARGE, PAUSE),
      without: works(LARGE, PAUSE)
    },
    { api: 'socket.bytesWritten', withCompanion: works(REQUEST, LARGE), without: works(LARGE) },
    { api: 'socket.connect(options)' },
    { api: 'socket.connect(path)', remark: NO_PATHS },
    both('socket.connect(port, host, listener)', ['every form of connect', 'a closed socket connects again']),
    { api: 'socket.connecting', withCompanion: works(REQUEST) },
    both(
      'socket.destroy()',
      ['connect, and give up at once', 'setTimeout'],
      'without: `close` comes up to 0.5 s later'
    ),
    { api: 'socket.destroyed', withCompanion: works(REQUEST, REFUSED), without: works(REFUSED) },
    both('socket.destroySoon()', [OPTIONS]),
    {
      api: 'socket.end()',
      withCompanion: works(REQUEST, LARGE, 'allowHalfOpen: each end'),
      without: works(LARGE, 'end sends all that was written'),
      remark: 'without: closes the connection when all that was written has gone'
    },
    {
      api: 'socket.localAddress',
      withCompanion: works(REQUEST, 'the own end of a connection'),
      without: works('the own end of a connection')
    },
    { api: 'socket.localFamily', withCompanion: works(REQUEST) },
    { api: 'socket.localPort', withCompanion: works(REQUEST) },
    both(
      'socket.pause()',
      [PAUSE, PAUSE_ON_CONNECT],
      'without: bytes go on coming and wait in memory, in order'
    ),
    { api: 'socket.pending', withCompanion: works(REQUEST) },
    { api: 'socket.readyState', withCompanion: works(REQUEST, REFUSED), without: works(REFUSED) },
    ...['ref', 'unref'].map((name) => ({
      api: `socket.${name}()`,
      withCompanion: noEffect(OPTIONS),
      without: noEffect(OPTIONS),
      remark: NO_END
    })),
    { api: 'socket.remoteAddress', withCompanion: works(REQUEST) },
    { api: 'socket.remoteFamily', withCompanion: works(REQUEST) },
    { api: 'socket.remotePort', withCompanion: works(REQUEST) },
    {
      api: 'socket.resetAndDestroy()',
      withCompanion: works('a reset: by the client'),
      without: works('a reset by an own client', 'a reset by the peer, and of an accepted'),
      remark: 'without: an accepted socket is closed instead'
    },
    both('socket.resume()', [PAUSE, PAUSE_ON_CONNECT]),
    {
      api: 'socket.setEncoding()',
      withCompanion: works(REQUEST, PAUSE_ON_CONNECT),
      without: works(PAUSE_ON_CONNECT)
    },
    both(
      'socket.setKeepAlive()',
      [OPTIONS],
      `the delay is left to the system; without: on an accepted socket that of the server; ${OPTION_TESTED}`
    ),
    both(
      'socket.setNoDelay()',
      [OPTIONS],
      `without: on an accepted socket that of the server; ${OPTION_TESTED}`
    ),
    both('socket.setTimeout()', ['setTimeout']),
    both('socket.timeout', ['setTimeout']),
    both(
      'socket.write()',
      ['accepted connections neither lose', 'writes after the end', 'connect, and give up at once'],
      'small writes of one turn go together; without: a write to an accepted socket fails after 20 s if the peer does not read'
    ),
    both('net.connect(options)', CONNECT),
    { api: 'net.connect(path)', remark: NO_PATHS },
    both('net.connect(port, host, listener)', ['every form of connect']),
    both('net.createConnection(options)', ['every form of connect']),
    { api: 'net.createConnection(path)', remark: NO_PATHS },
    { api: 'net.createConnection(port, host, listener)' },
    {
      api: 'net.createServer(options, listener)',
      withCompanion: works(REQUEST, PAUSE_ON_CONNECT, 'what listen and Server refuse'),
      without: works(PAUSE_ON_CONNECT, 'what listen and Server refuse')
    },
    ...[
      'net.getDefaultAutoSelectFamily()',
      'net.getDefaultAutoSelectFamilyAttemptTimeout()',
      'net.setDefaultAutoSelectFamily()',
      'net.setDefaultAutoSelectFamilyAttemptTimeout()'
    ].map((api) => both(api, ['the defaults of the choice'])),
    ...['isIP', 'isIPv4', 'isIPv6'].map((name) => both(`net.${name}()`, ['isIP, isIPv4, isIPv6']))
  ]
};
