const CLUSTER = 'needs the module cluster: a Harmony app is one process';
const INTERNALS = "takes Node's own handle apart (--expose-internals)";
const IPC = 'is about IPC paths, of which HarmonyOS has none';
const OWN_FILES = "asks for a file of Node's own, such as _http_common, and tests that";
const DOMAIN = 'needs the module domain, which Node has deprecated';
const OPTION = 'is about a command line option of Node';
const SECURE_PAIR = 'needs createSecurePair, which Node has deprecated';
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
  'test-net-socket-write-after-close': INTERNALS,
  'test-tls-addca': INTERNALS,
  'test-tls-cli-max-version-1.2': OPTION,
  'test-tls-cli-max-version-1.3': OPTION,
  'test-tls-cli-min-version-1.0': OPTION,
  'test-tls-cli-min-version-1.1': OPTION,
  'test-tls-cli-min-version-1.2': OPTION,
  'test-tls-cli-min-version-1.3': OPTION,
  'test-tls-clientcertengine-unsupported': INTERNALS,
  'test-tls-close-notify': INTERNALS,
  'test-tls-connect-pipe': IPC,
  'test-tls-env-extra-ca': OPTION,
  'test-tls-external-accessor': INTERNALS,
  'test-tls-handshake-nohang': SECURE_PAIR,
  'test-tls-keyengine-unsupported': INTERNALS,
  'test-tls-legacy-deprecated': SECURE_PAIR,
  'test-tls-net-connect-prefer-path': IPC,
  'test-tls-reinitialize-listeners': INTERNALS,
  'test-tls-securepair-fiftharg': SECURE_PAIR,
  'test-tls-securepair-leak': SECURE_PAIR,
  'test-tls-server-setoptions-clientcertengine': INTERNALS,
  'test-tls-ticket-cluster': CLUSTER,
  'test-tls-tlswrap-segfault-2': IPC,
  'test-tls-wrap-econnreset-pipe': IPC,
  'test-tls-wrap-timeout': INTERNALS
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

const ALPN = 'gives protocols for ALPN: the system takes a list and never sends it';
const ANY_CLIENT =
  'asks clients for certificates and takes others: the system refuses clients that it asks and cannot verify';
const ACCEPTED =
  'has a connection that a plain server accepted secured: the system accepts TLS by a server of its own only';
const CAUSE = 'expects the cause of a handshake that failed; the system tells its servers and clients none';
const CHAIN = "asks for the issuer's certificate: the system gives the peer's own";
const COMMON_NAME = 'has a certificate whose name is a common name only, which does not count (RFC 9525)';
const DISTRUST = "expects Node's own list of authorities that are not trusted";
const EARLY =
  'expects that keys, ciphers and passphrases are tried at the call; the system tries them at the connection';
const ENGINE = "is about OpenSSL's engines, which are refused";
const FIRST_BYTES = "writes with the end of its handshake: the system's server loses that";
const OWN_PARAMETERS = 'gives parameters for Diffie and Hellman: the system has its own';
const ONE_CERTIFICATE = "has several certificates: the system's server has one for all names";
const PFX = 'has its key as PFX: the system reads PEM only';
const PSK = 'has pre-shared keys, of which the system has none';
const RENEGOTIATION = 'negotiates anew, which the system does not';
const SESSIONS = 'resumes sessions, or gives ticketKeys: the system has neither';
const STREAM = 'has TLS over a stream of its own; the system needs its own socket';
const UNTOLD = 'asks for what the system does not tell: version, cipher, keys, fragments';
const VERSIONS = 'names versions by secureProtocol, or versions that the system does not speak';
const WORDS = "compares the words of OpenSSL's errors";

/** Tests that cannot pass over `@ohos.net.socket`, each with the reason; docs/node-modules.md describes them. */
export const KNOWN_FAILURES: Readonly<Record<string, string>> = {
  'test-dgram-send-address-types': UNREF,
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
  'test-net-connect-paused-connection': UNREF,
  'test-net-error-twice': UNREF,
  'test-net-listen-ipv6only':
    'the native module has a server on :: hear IPv4 too: the option ipv6Only is refused',
  'test-net-server-unref': UNREF,
  'test-net-server-unref-persistent': UNREF,
  'test-net-socket-end-callback': UNREF,
  'test-net-socket-timeout-unref': UNREF,
  'test-net-throttle': 'counts the pieces in which bytes arrive; here small writes go together',
  'test-net-write-arguments':
    "compares the words of an error of Node's streams, which later releases of Node 20 have changed",
  'test-tls-0-dns-altname':
    'compares the order of names of two kinds in subjectaltname, and names that are no text, which are left out here',
  'test-tls-add-context': ANY_CLIENT,
  'test-tls-alpn-server-client': ALPN,
  'test-tls-async-cb-after-socket-end':
    "gives secureOptions, flags of OpenSSL's that the system does not take",
  'test-tls-basic-validations': SESSIONS,
  'test-tls-buffersize': 'asks for bufferSize after the end, by which a TLS connection is closed here',
  'test-tls-cert-chains-concat': CHAIN,
  'test-tls-cert-chains-in-ca': CHAIN,
  'test-tls-check-server-identity': COMMON_NAME,
  'test-tls-client-auth': CAUSE,
  'test-tls-client-getephemeralkeyinfo': OWN_PARAMETERS,
  'test-tls-client-default-ciphers':
    'asks for DEFAULT_CIPHERS by connecting to nowhere; here the place is asked for first',
  'test-tls-client-mindhsize': OWN_PARAMETERS,
  'test-tls-client-reject': FIRST_BYTES,
  'test-tls-client-reject-12': FIRST_BYTES,
  'test-tls-client-renegotiation-13': RENEGOTIATION,
  'test-tls-client-resume': SESSIONS,
  'test-tls-client-resume-12': SESSIONS,
  'test-tls-client-verify':
    'expects that rejectUnauthorized: false still verifies; here nobody has then, and authorized is false',
  'test-tls-clientcertengine-invalid-arg-type': ENGINE,
  'test-tls-cnnic-whitelist': DISTRUST,
  'test-tls-connect': EARLY,
  'test-tls-connect-abort-controller':
    'all it asks for holds, but the process does not end: a connection of the stand-ins stays open (not understood)',
  'test-tls-connect-allow-half-open-option':
    "goes on after the peer's end, by which the system's TLS ends both directions",
  'test-tls-connect-hints-option': 'gives hints that dns does not have, which are refused',
  'test-tls-connect-memleak': ADDRESS,
  'test-tls-connect-no-host': COMMON_NAME,
  'test-tls-connect-secure-context': COMMON_NAME,
  'test-tls-connect-stream-writes': STREAM,
  'test-tls-delayed-attach': ACCEPTED,
  'test-tls-delayed-attach-error': ACCEPTED,
  'test-tls-destroy-stream': ACCEPTED,
  'test-tls-destroy-stream-12': ACCEPTED,
  'test-tls-destroy-whilst-write': STREAM,
  'test-tls-disable-renegotiation': RENEGOTIATION,
  'test-tls-econnreset': CAUSE,
  'test-tls-empty-sni-context': ONE_CERTIFICATE,
  'test-tls-enable-trace': UNTOLD,
  'test-tls-error-servername': STREAM,
  'test-tls-exportkeyingmaterial': UNTOLD,
  'test-tls-finished': UNTOLD,
  'test-tls-friendly-error-message': WORDS,
  'test-tls-generic-stream': STREAM,
  'test-tls-getcertificate-x509': UNTOLD,
  'test-tls-getcipher': UNTOLD,
  'test-tls-getprotocol': VERSIONS,
  'test-tls-handshake-error': EARLY,
  'test-tls-honorcipherorder': VERSIONS,
  'test-tls-inception': STREAM,
  'test-tls-invalid-pfx': PFX,
  'test-tls-ip-servername-deprecation':
    "waits for the server's event connection: the system tells of a connection after its handshake",
  'test-tls-js-stream': STREAM,
  'test-tls-key-mismatch': EARLY,
  'test-tls-keyengine-invalid-arg-type': ENGINE,
  'test-tls-keylog-tlsv13': UNTOLD,
  'test-tls-max-send-fragment': UNTOLD,
  'test-tls-min-max-version': VERSIONS,
  'test-tls-multi-key': ONE_CERTIFICATE,
  'test-tls-multi-pfx': PFX,
  'test-tls-multiple-cas-as-string': ONE_CERTIFICATE,
  'test-tls-net-socket-keepalive': FIRST_BYTES,
  'test-tls-net-socket-keepalive-12': FIRST_BYTES,
  'test-tls-no-sslv23': VERSIONS,
  'test-tls-options-boolean-check': 'makes servers with a certificate and no key, which are refused',
  'test-tls-passphrase': EARLY,
  'test-tls-peer-certificate': CHAIN,
  'test-tls-peer-certificate-multi-keys':
    'closes the server before it has heard of the connection, which is closed then',
  'test-tls-pfx-authorizationerror': PFX,
  'test-tls-psk-circuit': PSK,
  'test-tls-psk-errors': PSK,
  'test-tls-reduced-SECLEVEL-in-cipher': EARLY,
  'test-tls-retain-handle-no-abort':
    'connects a bare TLSSocket, which Node does not verify; here it is verified',
  'test-tls-root-certificates': "lists Node's own authorities; the system's cannot be listed",
  'test-tls-secure-context-usage-order': ANY_CLIENT,
  'test-tls-secure-session': VERSIONS,
  'test-tls-server-connection-server': ACCEPTED,
  'test-tls-server-failed-handshake-emits-clienterror': CAUSE,
  'test-tls-set-ciphers': UNTOLD,
  'test-tls-set-ciphers-error': EARLY,
  'test-tls-set-sigalgs': UNTOLD,
  'test-tls-sni-option': ONE_CERTIFICATE,
  'test-tls-sni-server-client': ONE_CERTIFICATE,
  'test-tls-sni-servername': ONE_CERTIFICATE,
  'test-tls-snicallback-error': ONE_CERTIFICATE,
  'test-tls-socket-allow-half-open-option': STREAM,
  'test-tls-socket-close': ACCEPTED,
  'test-tls-socket-constructor-alpn-options-parsing': ALPN,
  'test-tls-socket-default-options': WORDS,
  'test-tls-socket-destroy': ACCEPTED,
  'test-tls-socket-failed-handshake-emits-error': ACCEPTED,
  'test-tls-socket-snicallback-without-server': ACCEPTED,
  'test-tls-startcom-wosign-whitelist': DISTRUST,
  'test-tls-starttls-server': ACCEPTED,
  'test-tls-streamwrap-buffersize': STREAM,
  'test-tls-ticket': SESSIONS,
  'test-tls-ticket-12': SESSIONS,
  'test-tls-ticket-invalid-arg': SESSIONS,
  'test-tls-timeout-server': "gives a limit for handshakes, of which the system's server has none",
  'test-tls-transport-destroy-after-own-gc': STREAM,
  'test-tls-use-after-free-regression':
    'counts on three answers under way when the first ends the connection',
  'test-tls-wrap-econnreset': CAUSE,
  'test-tls-wrap-econnreset-localaddress': CAUSE,
  'test-tls-wrap-econnreset-socket': CAUSE,
  'test-tls-writewrap-leak':
    "expects ECANCELED for a write before a connection that never came; here it is Node's code for plain sockets"
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
  'test-dgram-setTTL',
  'test-net-connect-immediate-destroy',
  'test-net-connect-memleak',
  'test-net-connect-reset-before-connected',
  'test-net-socket-destroy-twice',
  'test-net-socket-reset-twice'
];
