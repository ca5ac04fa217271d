// In the page, in the place of the library's module of this name.
import type { WrittenAddresses } from '../../../library/src/main/ets/hybrid/Protocol.ets';
import type { NetworkAddresses } from '../../../library/src/main/ets/system/networkAddresses.ets';
import { failureOf } from '../RemoteObject.ts';
import { appNetwork } from './appNetwork.ts';

const NOTHING: NetworkAddresses = { addresses: [], networkIds: [] };

export function networkAddresses(): NetworkAddresses {
  const { result, failure } = appNetwork.ask('networkAddresses');
  if (failure !== undefined) return { ...NOTHING, failure };
  const { addresses, networkIds, failure: written } = result as WrittenAddresses;
  const refused = failureOf(written);
  return refused === undefined ? { addresses, networkIds } : { ...NOTHING, failure: refused };
}
