import type { ApiRow, NodeModule } from './nodeModule.ts';
import { noEffect, throws, works } from './nodeModule.ts';

const REQUEST = 'a request and its answer over';
const PORT_IN_USE = 'a server: a port in use';
const REFUSED = 'a connection that is refused';
const CONNECT = ['every form of connect', 'what connect refuses'];
const OPTIONS = 'options of a socket: each call';
const PAUSE = 'pause: nothing comes until resume';
const PAUSE_ON_CONNECT = 'pauseOnConnect';
const PEER_ENDS = 'a peer that ends first';
const LARGE = 'a large write arrives whole';
const NO_PATHS = '`ERR_FEATURE_UNAVAILABLE_ON_PLATFORM`';
const SERVER = 'the class Server, listen with options';
const FORMS = 'the other forms of connect, and what';
const ATTEMPTS = 'attempts: each is told';
const DRAIN = 'drain, when a peer reads';
const NO_END = 'an app does not end with its last socket';
const OPTION_TESTED = 'tested is what the call returns, not what the system does with it';

/** The same tests prove it with and without the native companion. */
function both(api: string, tests: readonly string[], remark?: string): ApiRow {
  const claim = works(...tests);
  return { api, withCompanion: claim, without: claim, ...(remark === undefined ? {} : { remark }) };
}

/** Refused with and without it. */
function refused(api: string): ApiRow {
  const claim = throws('IPC paths and handles are refused');
  return { api, withCompanion: claim, without: claim, remark: NO_PATHS };
}

/** Does nothing, with and without it. */
function idle(api: string, test: string): ApiRow {
  const claim = noEffect(test);
  return { api, withCompanion: claim, without: claim, remark: NO_END };
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
    both('new net.Server(options, listener)', [SERVER]),
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
    both('server[Symbol.asyncDispose]()', [SERVER]),
    both('server.getConnections()', ['maxConnections, drop', 'what listen and Server refuse']),
    refused('server.listen(handle)'),
    both('server.listen(options)', [SERVER], 'paths, descriptors and `ipv6Only` throw'),
    refused('server.listen(path)'),
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
    idle('server.ref()', SERVER),
    idle('server.unref()', SERVER),
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
    both("socket event 'connectionAttempt'", [ATTEMPTS]),
    both("socket event 'connectionAttemptFailed'", [ATTEMPTS]),
    { api: "socket event 'connectionAttemptTimeout'" },
    {
      api: "socket event 'data'",
      withCompanion: works(REQUEST, PAUSE),
      without: works(PAUSE, 'an answer before the own end')
    },
    both("socket event 'drain'", [DRAIN]),
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
    both('socket.address()', [FORMS]),
    both('socket.autoSelectFamilyAttemptedAddresses', [ATTEMPTS]),
    both('socket.bufferSize', [DRAIN]),
    {
      api: 'socket.bytesRead',
      withCompanion: works(REQUEST, LARGE, PAUSE),
      without: works(LARGE, PAUSE)
    },
    { api: 'socket.bytesWritten', withCompanion: works(REQUEST, LARGE), without: works(LARGE) },
    both('socket.connect(options)', [FORMS]),
    refused('socket.connect(path)'),
    both('socket.connect(port, host, listener)', ['every form of connect', 'a closed socket connects again']),
    both('socket.connecting', [FORMS]),
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
    both('socket.localFamily', [FORMS]),
    both('socket.localPort', [FORMS]),
    both(
      'socket.pause()',
      [PAUSE, PAUSE_ON_CONNECT],
      'without: bytes go on coming and wait in memory, in order'
    ),
    both('socket.pending', [FORMS]),
    { api: 'socket.readyState', withCompanion: works(REQUEST, REFUSED), without: works(REFUSED) },
    idle('socket.ref()', OPTIONS),
    idle('socket.unref()', OPTIONS),
    both('socket.remoteAddress', [FORMS]),
    both('socket.remoteFamily', [FORMS]),
    both('socket.remotePort', [FORMS]),
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
    refused('net.connect(path)'),
    both('net.connect(port, host, listener)', ['every form of connect']),
    both('net.createConnection(options)', ['every form of connect']),
    refused('net.createConnection(path)'),
    both('net.createConnection(port, host, listener)', [FORMS]),
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
