/**
 * The part of this module that the project uses.
 *
 * @since 9
 */
declare namespace cert {
  enum EncodingFormat {
    FORMAT_DER = 0,
    FORMAT_PEM = 1,
    FORMAT_PKCS7 = 2
  }

  interface EncodingBlob {
    data: Uint8Array;
    encodingFormat: EncodingFormat;
  }
}

export default cert;
