/**
 * The part of this module that the project uses.
 *
 * @since 9
 */
declare namespace cryptoFramework {
  interface DataBlob {
    data: Uint8Array;
  }

  interface Random {
    /** @since 10 */
    generateRandomSync(len: number): DataBlob;
  }

  function createRandom(): Random;

  interface Md {
    /** @since 12 */
    updateSync(input: DataBlob): void;
    /** @since 12 */
    digestSync(): DataBlob;
  }

  /**
   * A message digest.
   *
   * @param algName `MD5`, `SHA1`, `SHA256` and their like
   */
  function createMd(algName: string): Md;
}

export default cryptoFramework;
