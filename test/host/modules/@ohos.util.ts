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

class HostBase64Helper {
  encodeToStringSync(bytes: Uint8Array): string {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  }

  decodeSync(text: string): Uint8Array {
    return new Uint8Array(Buffer.from(text, 'base64'));
  }
}

const util = { TextEncoder: HostTextEncoder, TextDecoder: HostTextDecoder, Base64Helper: HostBase64Helper };

export default util;
