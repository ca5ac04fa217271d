// In the page, in the place of the library's module of this name.
import type { ConnectedWifi } from '../../../library/src/main/ets/system/connectedWifi.ets';
import { appNetwork } from './appNetwork.ts';

export async function connectedWifi(): Promise<ConnectedWifi> {
  const { result, failure } = await appNetwork.request('connectedWifi', {});
  const found = { isTurnedOff: false, ...result };
  return failure === undefined ? found : { ...found, failure };
}
