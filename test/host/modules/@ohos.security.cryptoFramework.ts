import { randomBytes } from 'node:crypto';

/** Stands in for `@ohos.security.cryptoFramework` on Node. */
const cryptoFramework = {
  createRandom: () => ({
    generateRandomSync: (length: number) => ({ data: new Uint8Array(randomBytes(length)) })
  })
};

export default cryptoFramework;
