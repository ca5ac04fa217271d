/**
 * The part of this module that the project uses.
 *
 * @since 7
 */
declare namespace util {
  /** @since 11 */
  interface TextDecoderOptions {
    /** Whether malformed input throws; false when absent. */
    fatal?: boolean;
    /** Whether a byte order mark stays in the text; false when absent. */
    ignoreBOM?: boolean;
  }

  /** @since 12 */
  interface DecodeToStringOptions {
    /** Whether more bytes of the same text follow; false when absent. */
    stream?: boolean;
  }

  class TextDecoder {
    /**
     * UTF-8.
     *
     * @since 9
     */
    constructor();
    /** @since 9 */
    static create(encoding?: string, options?: TextDecoderOptions): TextDecoder;
    readonly encoding: string;
    readonly fatal: boolean;
    readonly ignoreBOM: boolean;
    /** @since 12 */
    decodeToString(input: Uint8Array, options?: DecodeToStringOptions): string;
  }

  /** @since 11 */
  interface EncodeIntoUint8ArrayInfo {
    /** Characters read. */
    read: number;
    /** Bytes written. */
    written: number;
  }

  class TextEncoder {
    /**
     * UTF-8.
     *
     * @since 9
     */
    constructor(encoding?: string);
    /** @since 12 */
    static create(encoding?: string): TextEncoder;
    readonly encoding: string;
    /**
     * The bytes of `input`, as a new array.
     *
     * @since 9
     */
    encodeInto(input?: string): Uint8Array;
    /**
     * Writes the bytes of `input` into `dest`, as far as whole characters fit.
     *
     * @since 9
     */
    encodeIntoUint8Array(input: string, dest: Uint8Array): EncodeIntoUint8ArrayInfo;
  }

  /** @since 9 */
  enum Type {
    /** @since 10 */
    BASIC,
    /** With line breaks. @since 10 */
    MIME
  }

  /** @since 9 */
  class Base64Helper {
    constructor();
    encodeToStringSync(src: Uint8Array, options?: Type): string;
    decodeSync(src: Uint8Array | string, options?: Type): Uint8Array;
  }
}

export default util;
