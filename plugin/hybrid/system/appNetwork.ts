import { CREATE_NETWORK } from '../../../library/src/main/ets/hybrid/Protocol.ets';
import { RemoteObject } from '../RemoteObject.ts';

/** What the app's system tells of networks. */
export const appNetwork = new RemoteObject({ name: CREATE_NETWORK }, (_name, event) => {
  console.error('taro-harmony-socket:', (event as { errMsg?: string }).errMsg);
});
