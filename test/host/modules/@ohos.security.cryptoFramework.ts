import { createHash, randomBytes } from 'node:crypto';

/** Stands in for `@ohos.security.cryptoFramework` on Node. */
const cryptoFramework = {
  createRandom: () => ({
    generateRandomSync: (length: number) => ({ data: new Uint8Array(randomBytes(length)) })
  }),
  createMd: (algorithm: string) => {
    const hash = createHash(algorithm.toLowerCase());
    return {
      updateSync: ({ data }: { data: Uint8Array }) => void hash.update(data),
      digestSync: () => ({ data: new Uint8Array(hash.digest()) })
    };
  }
};

export default cryptoFramework;
