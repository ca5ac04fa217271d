const CLUSTER = 'needs the module cluster: a Harmony app is one process';
const INTERNALS = "takes Node's own handle apart (--expose-internals)";
const IPC = 'is about IPC paths, of which HarmonyOS has none';
const OWN_FILES = "asks for a file of Node's own, such as _http_common, and tests that";
const DOMAIN = 'needs the module domain, which Node has deprecated';
const OPTION = 'is about a command line option of Node';
const DESCRIPTOR = 'opens a file descriptor of the process as a socket';

/** Tests of Node's that say nothing about a module of ours, each with the reason. */
export const NOT_APPLICABLE: Readonly<Record<string, string>> = {
  'test-dgram-bind-fd': INTERNALS,
  'test-dgram-bind-fd-error': INTERNALS,
  'test-dgram-bind-shared-ports': CLUSTER,
  'test-dgram-close-during-bind': INTERNALS,
  'test-dgram-cluster-bind-error': CLUSTER,
  'test-dgram-cluster-close-during-bind': CLUSTER,
  'test-dgram-cluster-close-in-listening': CLUSTER,
  'test-dgram-create-socket-handle': INTERNALS,
  'test-dgram-create-socket-handle-fd': INTERNALS,
  'test-dgram-deprecation-error': 'is about the private members that Node has deprecated, such as _handle',
  'test-dgram-exclusive-implicit-bind': CLUSTER,
  'test-dgram-implicit-bind-failure': INTERNALS,
  'test-dgram-recv-error': INTERNALS,
  'test-dgram-send-error': INTERNALS,
  'test-dgram-unref-in-cluster': CLUSTER,
  'test-http-agent-domain-reused-gc': DOMAIN,
  'test-http-agent-keepalive': OWN_FILES,
  'test-http-agent-keepalive-delay': OWN_FILES,
  'test-http-agent-uninitialized-with-handle': INTERNALS,
  'test-http-client-abort-keep-alive-queued-unix-socket': IPC,
  'test-http-client-abort-unix-socket': IPC,
  'test-http-client-immediate-error': INTERNALS,
  'test-http-client-pipe-end': IPC,
  'test-http-client-response-domain': DOMAIN,
  'test-http-client-spurious-aborted': INTERNALS,
  'test-http-client-timeout-on-connect': INTERNALS,
  'test-http-common': OWN_FILES,
  'test-http-correct-hostname': INTERNALS,
  'test-http-debug': OPTION,
  'test-http-insecure-parser': OPTION,
  'test-http-invalidheaderfield2': OWN_FILES,
  'test-http-max-http-headers': OPTION,
  'test-http-nodelay': INTERNALS,
  'test-http-outgoing-internal-headernames-getter': INTERNALS,
  'test-http-outgoing-internal-headernames-setter': INTERNALS,
  'test-http-outgoing-internal-headers': INTERNALS,
  'test-http-outgoing-renderHeaders': INTERNALS,
  'test-http-parser': OWN_FILES,
  'test-http-parser-bad-ref': OWN_FILES,
  'test-http-parser-freed-before-upgrade': INTERNALS,
  'test-http-parser-lazy-loaded': OWN_FILES,
  'test-http-parser-memory-retention': OWN_FILES,
  'test-http-parser-timeout-reset': OWN_FILES,
  'test-http-perf_hooks': 'is about entries of perf_hooks, which this package makes none of',
  'test-http-regr-gh-2928': OWN_FILES,
  'test-http-req-close-robust-from-tampering': INTERNALS,
  'test-http-request-agent': 'imports https only; it counts with those',
  'test-http-same-map': "looks at the hidden classes of Node's objects",
  'test-http-server-async-dispose': INTERNALS,
  'test-http-server-close-destroy-timeout': INTERNALS,
  'test-http-server-connection-list-when-close': INTERNALS,
  'test-http-server-delete-parser': INTERNALS,
  'test-http-server-keepalive-end': INTERNALS,
  'test-http-server-options-highwatermark': INTERNALS,
  'test-http-set-max-idle-http-parser': OWN_FILES,
  'test-http-timeout-client-warning': "is about a warning of Node's timers",
  'test-http-unix-socket': IPC,
  'test-http-unix-socket-keep-alive': IPC,
  'test-http-url.parse-https.request': 'imports https only; it counts with those',
  'test-https-server-async-dispose': INTERNALS,
  'test-https-server-close-destroy-timeout': INTERNALS,
  'test-net-autoselectfamily-commandline-option': OPTION,
  'test-net-better-error-messages-listen-path': IPC,
  'test-net-better-error-messages-path': IPC,
  'test-net-connect-keepalive': INTERNALS,
  'test-net-connect-nodelay': INTERNALS,
  'test-net-connect-options-fd': IPC,
  'test-net-connect-options-path': IPC,
  'test-net-deprecated-setsimultaneousaccepts': INTERNALS,
  'test-net-end-close': INTERNALS,
  'test-net-listen-fd0': DESCRIPTOR,
  'test-net-listen-shared-ports': CLUSTER,
  'test-net-normalize-args': INTERNALS,
  'test-net-perf_hooks': IPC,
  'test-net-persistent-nodelay': INTERNALS,
  'test-net-pipe-connect-errors': IPC,
  'test-net-server-keepalive': INTERNALS,
  'test-net-server-listen-handle': DESCRIPTOR,
  'test-net-server-listen-path': IPC,
  'test-net-server-nodelay': INTERNALS,
  'test-net-server-simultaneous-accepts-produce-warning-once': INTERNALS,
  'test-net-socket-constructor': DESCRIPTOR,
  'test-net-socket-setnodelay': INTERNALS,
  'test-net-socket-write-after-close': INTERNALS
};

/** Tests that run without these lines, which are about IPC paths and about Node's own handle. */
export const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'test-dgram-close': [
    "const { kStateSymbol } = require('internal/dgram');",
    'const { handle } = socket[kStateSymbol];',
    "console.log('Handle fd is: ', handle.fd);"
  ],
  'test-net-pingpong': ['pingPongTest(common.PIPE);']
};

const ADDRESS = 'asks address() before listening: the native module tells the port when it listens';
const REFUSED = 'expects that a request of two meanings is told before it is refused; here it is not told';
const UNREF = 'unref() does nothing: a Harmony app does not end when nothing is left to do';

/** Tests that cannot pass over `@ohos.net.socket`, each with the reason; docs/node-modules.md describes them. */
export const KNOWN_FAILURES: Readonly<Record<string, string>> = {
  'test-dgram-custom-lookup':
    "expects dns.lookup of Node's to be asked; here it is the system (the option lookup works)",
  'test-dgram-send-address-types': UNREF,
  'test-dgram-socket-buffer-size': "compares util.inspect of an error, in which Node's own shows getters",
  'test-dgram-unref': UNREF,
  'test-http-header-overflow':
    'compares how many bytes were read before the error; here the line is the step, not the byte',
  'test-http-pipeline-flood': 'counts on how much of an answer the system takes before it is read',
  'test-http-response-cork': 'counts the writes of an answer; here the last chunk and the end are one',
  'test-http-response-statuscode': 'compares how util.inspect prints a wrong status code',
  'test-http-socket-error-listeners':
    'sends on after an error, and wants an error for each piece; here a connection has one',
  'test-http-transfer-encoding-repeated-chunked': REFUSED,
  'test-http-transfer-encoding-smuggling': REFUSED,
  'test-https-agent-keylog': 'the agent passes on no event keylog',
  'test-https-argument-of-creating': 'expects that a protocol is offered by ALPN, which this tls has not',
  'test-https-agent-session-reuse': 'the agent keeps no TLS sessions',
  'test-net-connect-immediate-destroy': ADDRESS,
  'test-net-connect-memleak': ADDRESS,
  'test-net-connect-paused-connection': UNREF,
  'test-net-connect-reset-before-connected': ADDRESS,
  'test-net-error-twice': UNREF,
  'test-net-listen-ipv6only':
    'the native module has a server on :: hear IPv4 too: the option ipv6Only is refused',
  'test-net-server-unref': UNREF,
  'test-net-server-unref-persistent': UNREF,
  'test-net-socket-destroy-twice': ADDRESS,
  'test-net-socket-end-callback': UNREF,
  'test-net-socket-reset-twice': ADDRESS,
  'test-net-socket-timeout-unref': ADDRESS,
  'test-net-throttle': 'counts the pieces in which bytes arrive; here small writes go together',
  'test-net-write-arguments':
    "compares the words of an error of Node's streams, which later releases of Node 20 have changed"
};

/** Tests that pass with the native companion only. */
export const NEED_COMPANION: readonly string[] = [
  'test-dgram-connect-send-empty-array',
  'test-dgram-connect-send-empty-buffer',
  'test-dgram-connect-send-empty-packet',
  'test-dgram-createSocket-type',
  'test-dgram-ipv6only',
  'test-dgram-multicast-set-interface',
  'test-dgram-send-empty-array',
  'test-dgram-send-empty-buffer',
  'test-dgram-send-empty-packet',
  'test-dgram-setTTL'
];
