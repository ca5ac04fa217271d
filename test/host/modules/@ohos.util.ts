/** Stands in for `@ohos.util` on Node. */
class HostTextEncoder {
  encodeInto(input = ''): Uint8Array {
    return new TextEncoder().encode(input);
  }
}

class HostTextDecoder {
  decodeToString(input: Uint8Array): string {
    return new TextDecoder().decode(input);
  }
}

const util = { TextEncoder: HostTextEncoder, TextDecoder: HostTextDecoder };

export default util;
