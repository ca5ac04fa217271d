import { ipVersionOf, lookUpHost } from 'taro-harmony-socket/library';
import { nextTick } from '../shared/nextTick.ts';
import { lookUpException } from '../shared/systemException.ts';

export type LookUpCallback = (error: Error | null, address: string, family?: number) => void;

/** What finds an address for a name: Node's `dns.lookup` in the form that dgram calls it with. */
export type LookUp = (hostname: string, family: 4 | 6, callback: LookUpCallback) => void;

/** Asks the system. A literal is its own answer, whatever its family. */
export const lookUp: LookUp = (hostname, family, callback) => {
  const literal = ipVersionOf(hostname);
  if (literal !== 0) {
    nextTick(() => {
      callback(null, hostname, literal);
    });
    return;
  }
  lookUpHost(hostname, family, (address) => {
    nextTick(() => {
      if (address === undefined) callback(lookUpException(hostname), '');
      else callback(null, address, family);
    });
  });
};
