import tls from 'tls';
import { AgentClass, type AgentOptions, type ConnectionOptions } from '../http/agent.ts';
import type { HttpSocket } from '../http/httpSocket.ts';
import { callable } from '../shared/callable.ts';

/** Options of `tls` that tell two connections to one host apart, in the order of Node's names of connections. */
const DISTINCT = [
  'ca',
  'cert',
  'clientCertEngine',
  'ciphers',
  'key',
  'pfx',
  'rejectUnauthorized',
  'servername',
  'minVersion',
  'maxVersion',
  'secureProtocol',
  'crl',
  'honorCipherOrder',
  'ecdhCurve',
  'dhparam',
  'secureOptions',
  'sessionIdContext',
  'sigalgs',
  'privateKeyIdentifier',
  'privateKeyEngine'
];

/** Node's `https.Agent`; it keeps no TLS sessions. */
export class HttpsAgentClass extends AgentClass {
  constructor(options?: AgentOptions) {
    super(options);
    this.defaultPort = 443;
    this.protocol = 'https:';
  }

  /** `(options)`, or as in older clients `(port, host?, options)`. */
  override createConnection(...args: unknown[]): HttpSocket {
    const [port, host] = args;
    const options: ConnectionOptions = {
      ...args.find((each): each is ConnectionOptions => typeof each === 'object' && each !== null)
    };
    if (typeof port === 'number') options.port = port;
    if (typeof host === 'string') options.host = host;
    return tls.connect(options as tls.ConnectionOptions);
  }

  override getName(options: ConnectionOptions = {}): string {
    const values = DISTINCT.map((name) => {
      const value = options[name] as string | null | undefined;
      const isHost = name === 'servername' && value === options.host;
      if (isHost) return '';
      return name === 'sigalgs' && value ? JSON.stringify(value) : String(value ?? '');
    });
    return [super.getName(options), ...values].join(':');
  }
}

export const Agent = callable(HttpsAgentClass);

/** The agent of requests that name none; `https.globalAgent` may be set to another. */
export const defaults = { agent: new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }) };
