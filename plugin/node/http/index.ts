import { methods } from 'http-parser-js';
import { outOfRange } from '../shared/errors.ts';
import { validateNumber } from '../shared/validators.ts';
import { Agent, type AgentClass, defaults } from './agent.ts';
import { ClientRequest, type ClientRequestClass } from './clientRequest.ts';
import { validateHeaderName, validateHeaderValue } from './headerChecks.ts';
import { IncomingMessage } from './incomingMessage.ts';
import { MAX_HEADER_SIZE } from './messageParser.ts';
import { OutgoingMessage } from './outgoingMessage.ts';
import type { RequestArguments } from './requestOptions.ts';
import { type RequestListener, Server, type ServerOptions } from './server.ts';
import { ServerResponse } from './serverResponse.ts';
import { STATUS_CODES } from './statusCodes.ts';

export const METHODS: readonly string[] = [...methods].sort();
export const maxHeaderSize = MAX_HEADER_SIZE;

export function createServer(
  options?: ServerOptions | RequestListener,
  listener?: RequestListener
): InstanceType<typeof Server> {
  return new Server(options, listener);
}

/** `(url, options?, callback?)` or `(options, callback?)`. */
export function request(...args: RequestArguments): ClientRequestClass {
  return new ClientRequest(...args);
}

/** As {@link request}, for requests without a body: it is ended at once. */
export function get(...args: RequestArguments): ClientRequestClass {
  return request(...args).end();
}

export function setMaxIdleHTTPParsers(max: number): void {
  // A parser is made for each connection and kept by nobody: there is no such number to hold.
  validateNumber(max, 'max');
  if (!(Number.isInteger(max) && max >= 1)) throw outOfRange('max', '>= 1', max);
}

const http = {
  Agent,
  ClientRequest,
  createServer,
  get,
  get globalAgent(): AgentClass {
    return defaults.agent;
  },
  set globalAgent(agent: AgentClass) {
    defaults.agent = agent;
  },
  IncomingMessage,
  maxHeaderSize,
  METHODS,
  OutgoingMessage,
  request,
  Server,
  ServerResponse,
  setMaxIdleHTTPParsers,
  STATUS_CODES,
  validateHeaderName,
  validateHeaderValue
};

const globalAgent = defaults.agent;

export {
  Agent,
  ClientRequest,
  globalAgent,
  IncomingMessage,
  OutgoingMessage,
  Server,
  ServerResponse,
  STATUS_CODES,
  validateHeaderName,
  validateHeaderValue
};
export default http;
