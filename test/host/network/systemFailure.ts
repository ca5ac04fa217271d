import type { ErrorObject } from '../socket/failure.ts';

/**
 * What `@ohos.net.connection` rejects with. Codes and texts are those of the module's reference page; which one a
 * failed look-up gives was read in the source of the network manager.
 */
export const SystemFailure = {
  permissionDenied: { code: 201, message: 'Permission denied' },
  parameterError: { code: 401, message: 'Parameter error' },
  /** A value that names nothing, such as an unknown network. */
  invalidParameter: { code: 2100001, message: 'Invalid parameter value' },
  /** Also given for a name that does not resolve. */
  operationFailed: { code: 2100002, message: 'Failed to connect to the service' },
  /** Also given for a name that cannot be resolved without a network. */
  internalError: { code: 2100003, message: 'System internal error' },
  callbackMissing: { code: 2101007, message: 'The callback does not exist' },
  callbackExists: { code: 2101008, message: 'The callback already exists' }
} as const satisfies Record<string, ErrorObject>;
