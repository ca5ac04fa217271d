import { Buffer } from 'buffer';
import { StringDecoder } from 'string_decoder';
import { Utf8Decoder } from './Utf8Decoder.ts';

type Bytes = ArrayBuffer | ArrayBufferView;

function viewOf(bytes: Bytes): Buffer {
  return ArrayBuffer.isView(bytes)
    ? Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength)
    : Buffer.from(bytes);
}

/** The encoding standard's `TextEncoder`: UTF-8. */
class Utf8Encoder {
  readonly encoding = 'utf-8';

  encode(text = ''): Uint8Array {
    return new Uint8Array(Buffer.from(text, 'utf8'));
  }

  /** Whole characters, as many as fit. */
  encodeInto(text: string, target: Uint8Array): { read: number; written: number } {
    let read = 0;
    let written = 0;
    for (const character of text) {
      const bytes = Buffer.from(character, 'utf8');
      if (written + bytes.length > target.length) break;
      target.set(bytes, written);
      written += bytes.length;
      read += character.length;
    }
    return { read, written };
  }
}

/** The standard's names of encodings that this decoder knows. */
const ENCODINGS: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  'utf-8': 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  utf16le: 'utf-16le',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  ascii: 'windows-1252'
};

const BYTE_ORDER_MARK = '\ufeff';

/** Decodes one piece of a text after the other. @param isEnd whether it is the last one */
type Decode = (bytes: Buffer, isEnd: boolean) => string;

function decoderOf(encoding: string, isFatal: boolean): Decode {
  if (encoding === 'utf-8') {
    const utf8 = new Utf8Decoder(isFatal);
    return (bytes, isEnd) => utf8.decode(bytes, isEnd);
  }
  const others = new StringDecoder(encoding === 'windows-1252' ? 'latin1' : 'utf16le');
  const inOrder = encoding === 'utf-16be' ? turner() : (bytes: Buffer): Buffer => bytes;
  return (bytes, isEnd) => others.write(inOrder(bytes)) + (isEnd ? others.end() : '');
}

/** Turns pairs of bytes; half a pair waits for the next piece. */
function turner(): (bytes: Buffer) => Buffer {
  let half = Buffer.alloc(0);
  return (bytes) => {
    const all = Buffer.concat([half, bytes]);
    const length = all.length - (all.length % 2);
    half = all.subarray(length);
    return all.subarray(0, length).swap16();
  };
}

/** The encoding standard's `TextDecoder` for UTF-8, UTF-16 and Latin-1. */
class BufferDecoder {
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  #decode: Decode;
  #isAtStart = true;

  /** @throws RangeError for other encodings */
  constructor(
    label = 'utf-8',
    { fatal = false, ignoreBOM = false }: { fatal?: boolean; ignoreBOM?: boolean } = {}
  ) {
    const encoding = ENCODINGS[label.trim().toLowerCase()];
    if (encoding === undefined) throw new RangeError(`The "${label}" encoding is not supported`);
    this.encoding = encoding;
    this.fatal = fatal;
    this.ignoreBOM = ignoreBOM;
    this.#decode = decoderOf(encoding, fatal);
  }

  /** @throws TypeError for bytes that are no UTF-8, with the option `fatal` */
  decode(bytes: Bytes = new ArrayBuffer(0), { stream = false }: { stream?: boolean } = {}): string {
    let text = this.#decode(viewOf(bytes), !stream);
    const hasMark = this.#isAtStart && !this.ignoreBOM && text.startsWith(BYTE_ORDER_MARK);
    this.#isAtStart = stream ? this.#isAtStart && text === '' : true;
    if (!stream) this.#decode = decoderOf(this.encoding, this.fatal);
    if (hasMark) text = text.slice(1);
    return text;
  }
}

/** The runtime's own where it has them. */
const OwnEncoder = typeof TextEncoder === 'undefined' ? Utf8Encoder : TextEncoder;
const OwnDecoder = typeof TextDecoder === 'undefined' ? BufferDecoder : TextDecoder;

export { OwnDecoder as TextDecoder, OwnEncoder as TextEncoder };
