import type { ErrorObject } from '../socket/failure.ts';

/** What `@ohos.net.webSocket` rejects with: codes and texts of the module's reference page. */
export const WebSocketFailure = {
  parameterError: { code: 401, message: 'Parameter error.' },
  urlError: { code: 2302001, message: 'Websocket url error.' },
  connectionExists: { code: 2302003, message: 'Websocket connection already exists.' },
  /** Also given for a call on a socket that has no connection. */
  unknown: { code: 2302999, message: 'Websocket other unknown error.' }
} as const satisfies Record<string, ErrorObject>;
