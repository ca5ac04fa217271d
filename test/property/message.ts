import fc from 'fast-check';

/** Marks the payload, so that it can be found where it must not be: in error texts and logs. */
export const PAYLOAD_MARK = 'PAYLOAD';

type Form = 'ArrayBuffer' | 'Uint8Array' | 'DataView' | 'Buffer' | 'Uint16Array';

/** Bytes for one call of `send` or `write`: a text, or a buffer in which a window may be named. */
export type MessageSpec =
  | { readonly form: 'string'; readonly tail: string }
  | {
      readonly form: Form;
      readonly size: number;
      /** How much of the buffer lies before and after the window that offset and length name. */
      readonly before: number;
      readonly after: number;
      /** Whether offset and length are numbers, or absent where that means the same. */
      readonly absentOffset: null | undefined;
    };

const FORMS: readonly Form[] = ['ArrayBuffer', 'Uint8Array', 'DataView', 'Buffer', 'Uint16Array'];
/** Header of the content, see {@link contentOf}. */
const HEADER = 2;

/** @param largest size of the largest content in bytes */
export function messageSpec(largest: number): fc.Arbitrary<MessageSpec> {
  const size = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: HEADER, max: 300 }) },
    { weight: 1, arbitrary: fc.integer({ min: HEADER, max: largest }) },
    { weight: 1, arbitrary: fc.constantFrom(2047, 2048, 2049, 4096, largest) }
  );
  return fc.oneof(
    fc.record({
      form: fc.constant('string' as const),
      tail: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom('\ud800', '\0', '\ufeff', '€'.repeat(700), 'x'.repeat(2100))
      )
    }),
    fc.record({
      form: fc.constantFrom(...FORMS),
      size,
      before: fc.oneof(fc.constant(0), fc.nat(9)),
      after: fc.oneof(fc.constant(0), fc.nat(9)),
      absentOffset: fc.constantFrom(null, undefined)
    })
  );
}

/** What a call gets, and the bytes that it has to send. */
export interface Message {
  readonly message: string | ArrayBuffer | ArrayBufferView;
  readonly offset: number | null | undefined;
  readonly length: number | null | undefined;
  readonly content: Buffer;
}

/**
 * Content that no other call of the socket has, and that is different at each place: it begins with the call's number,
 * in a form that no text begins with.
 *
 * @param serial 1 to 255
 */
function contentOf(serial: number, size: number): Buffer {
  const content = Buffer.from(
    Uint8Array.from({ length: size }, (_, i) => Math.imul(i + serial, 2654435761) >>> 24)
  );
  content.write(PAYLOAD_MARK, HEADER);
  content[0] = serial;
  content[1] = 0;
  return content;
}

/** @param wholeOnly whether the call knows no offset and length, as `TCPSocket.write` */
export function makeMessage(spec: MessageSpec, serial: number, wholeOnly: boolean): Message {
  if (spec.form === 'string') {
    const message = `${serial}|${PAYLOAD_MARK} ${spec.tail}`;
    return { message, offset: undefined, length: undefined, content: Buffer.from(message) };
  }
  const isWide = spec.form === 'Uint16Array';
  const size = isWide ? spec.size - (spec.size % 2) : spec.size;
  const content = contentOf(serial, size);
  const before = wholeOnly ? 0 : isWide ? 2 * spec.before : spec.before;
  const after = wholeOnly ? 0 : isWide ? 2 * spec.after : spec.after;
  const whole = Buffer.concat([Buffer.alloc(before, 0xdd), content, Buffer.alloc(after, 0xdd)]);
  return {
    message: toForm(whole, spec.form),
    offset: before === 0 ? spec.absentOffset : before,
    length: after === 0 ? spec.absentOffset : size,
    content
  };
}

/** The same bytes as data of one form; views lie in the middle of a longer buffer. */
function toForm(bytes: Buffer, form: Form): ArrayBuffer | ArrayBufferView {
  const margin = 8;
  const longer = new Uint8Array(bytes.length + 2 * margin).fill(0xee);
  longer.set(bytes, margin);
  const { buffer } = longer;
  switch (form) {
    case 'ArrayBuffer':
      return buffer.slice(margin, margin + bytes.length);
    case 'Uint8Array':
      return longer.subarray(margin, margin + bytes.length);
    case 'DataView':
      return new DataView(buffer, margin, bytes.length);
    case 'Buffer':
      return Buffer.from(buffer, margin, bytes.length);
    case 'Uint16Array':
      return new Uint16Array(buffer, margin, bytes.length / 2);
  }
}

/** Changes the bytes after the call: what was sent must not follow. */
export function overwrite(message: Message['message']): void {
  if (typeof message === 'string') return;
  if (message instanceof ArrayBuffer) new Uint8Array(message).fill(0xcc);
  else new Uint8Array(message.buffer, message.byteOffset, message.byteLength).fill(0xcc);
}

export function showMessage(spec: MessageSpec): string {
  if (spec.form === 'string') return `string of ${spec.tail.length} units + header`;
  return `${spec.form} of ${spec.before}+${spec.size}+${spec.after} bytes`;
}
