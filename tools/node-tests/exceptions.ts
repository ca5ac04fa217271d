const CLUSTER = 'needs the module cluster: a Harmony app is one process';
const INTERNALS = "takes Node's own handle apart (--expose-internals)";
const IPC = 'is about IPC paths, of which HarmonyOS has none';
const DESCRIPTOR = 'opens a file descriptor of the process as a socket';

/** Tests of Node's that say nothing about a module of ours, each with the reason. */
export const NOT_APPLICABLE: Readonly<Record<string, string>> = {
  'test-dgram-bind-fd': INTERNALS,
  'test-dgram-bind-fd-error': INTERNALS,
  'test-dgram-bind-shared-ports': CLUSTER,
  'test-dgram-close': INTERNALS,
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
  'test-net-autoselectfamily-commandline-option': 'is about a command line option of Node',
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
  'test-net-pingpong': IPC,
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

const ADDRESS = 'asks address() before listening: the native module tells the port when it listens';
const UNREF = 'unref() does nothing: a Harmony app does not end when nothing is left to do';

/** Tests that cannot pass over `@ohos.net.socket`, each with the reason; docs/node-modules.md describes them. */
export const KNOWN_FAILURES: Readonly<Record<string, string>> = {
  'test-dgram-custom-lookup':
    "expects dns.lookup of Node's to be asked; here it is the system (the option lookup works)",
  'test-dgram-send-address-types': UNREF,
  'test-dgram-socket-buffer-size': "compares util.inspect of an error, in which Node's own shows getters",
  'test-dgram-unref': UNREF,
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
