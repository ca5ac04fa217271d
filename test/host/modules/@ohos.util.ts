/** Stands in for `@ohos.util` on Node. */
class HostTextEncoder {
  encodeInto(input = ''): Uint8Array {
    return new TextEncoder().encode(input);
  }
}

const util = { TextEncoder: HostTextEncoder };

export default util;
