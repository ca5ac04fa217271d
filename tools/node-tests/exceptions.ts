const CLUSTER = 'needs the module cluster: a Harmony app is one process';
const INTERNALS = "takes Node's own handle apart (--expose-internals)";

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
  'test-dgram-unref-in-cluster': CLUSTER
};

const EMPTY = 'an empty datagram that arrives is dropped by the native module';
const UNREF = 'unref() does nothing: a Harmony app does not end when nothing is left to do';

/** Tests that pass with the native companion only. */
export const NEED_COMPANION: readonly string[] = [
  'test-dgram-createSocket-type',
  'test-dgram-multicast-set-interface',
  'test-dgram-setTTL'
];

/** Tests that cannot pass over `@ohos.net.socket`, each with the reason; docs/node-modules.md describes them. */
export const KNOWN_FAILURES: Readonly<Record<string, string>> = {
  'test-dgram-connect-send-empty-array': EMPTY,
  'test-dgram-connect-send-empty-buffer': EMPTY,
  'test-dgram-connect-send-empty-packet': EMPTY,
  'test-dgram-custom-lookup':
    "expects dns.lookup of Node's to be asked; here it is the system (the option lookup works)",
  'test-dgram-ipv6only': 'the native module takes the port from IPv4 too, before an option can be set',
  'test-dgram-send-address-types': UNREF,
  'test-dgram-send-empty-array': EMPTY,
  'test-dgram-send-empty-buffer': EMPTY,
  'test-dgram-send-empty-packet': EMPTY,
  'test-dgram-socket-buffer-size': "compares util.inspect of an error, in which Node's own shows getters",
  'test-dgram-unref': UNREF
};
