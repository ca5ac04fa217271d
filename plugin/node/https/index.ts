import tls from 'tls';
import { ClientRequest, type ClientRequestClass } from '../http/clientRequest.ts';
import { isUrl, type RequestArguments, type RequestOptions } from '../http/requestOptions.ts';
import { type RequestListener, serverOver, type ServerOptions } from '../http/server.ts';
import type { ServerClass as NetServerClass } from '../net/server.ts';
import { callable } from '../shared/callable.ts';
import { Agent, defaults } from './agent.ts';

type HttpsOptions = ServerOptions & tls.TlsOptions;

/** `http` over whatever `tls` a build has: without one, whoever connects or listens is told what is missing. */
class HttpsServerClass extends serverOver(
  tls.Server as unknown as typeof NetServerClass,
  'secureConnection',
  {}
) {
  constructor(given?: HttpsOptions | RequestListener | null, listener?: RequestListener) {
    super(given, listener);
    this.on('tlsClientError', (error: Error, socket: tls.TLSSocket) => {
      if (!this.emit('clientError', error, socket)) socket.destroy(error);
    });
  }
}

const Server = callable(HttpsServerClass);

function createServer(
  options?: HttpsOptions | RequestListener,
  listener?: RequestListener
): InstanceType<typeof Server> {
  return new Server(options, listener);
}

/** `(url, options?, callback?)` or `(options, callback?)`. */
function request(...[input, second, third]: RequestArguments): ClientRequestClass {
  const defaultAgent: RequestOptions = { _defaultAgent: defaults.agent };
  if (typeof input !== 'string' && !isUrl(input)) {
    return new ClientRequest({ ...defaultAgent, ...input }, second, third);
  }
  return typeof second === 'function'
    ? new ClientRequest(input, defaultAgent, second)
    : new ClientRequest(input, { ...defaultAgent, ...second }, third);
}

/** As {@link request}, for requests without a body: it is ended at once. */
function get(...args: RequestArguments): ClientRequestClass {
  return request(...args).end();
}

const https = {
  Agent,
  createServer,
  get,
  get globalAgent(): InstanceType<typeof Agent> {
    return defaults.agent;
  },
  set globalAgent(agent: InstanceType<typeof Agent>) {
    defaults.agent = agent;
  },
  request,
  Server
};
const globalAgent = defaults.agent;

export { Agent, createServer, get, globalAgent, request, Server };
export default https;
