import { Buffer } from 'buffer';
import { Transform } from 'stream';
import { StringDecoder } from 'string_decoder';
import { invalidArgType, withCode } from '../../shared/errors.ts';
import { BLOCK_BYTES, BlockChain, isStream, type Mode, taggedMode } from './cipherModes.ts';
import { BUFFERS, type Bytes, bytesOf } from './digests.ts';
import type { TaggedMode } from './gcm.ts';
import { equal } from './subtle.ts';

type Done = (error: Error | null, result?: Buffer) => void;

/** What a cipher is made with: checked. */
export interface CipherRequest {
  mode: Mode;
  key: Buffer;
  iv: Buffer;
  isEncrypting: boolean;
  /** How many bytes of the tag count; undefined for all, or when opening with GCM for as many as are given. */
  tagBytes: number | undefined;
}

export const TAG_BYTES = 16;

/** How many bytes of GCM's tag may count: fewer would vouch for little, and none for anything. */
const TAG_LENGTHS = [4, 8, 12, 13, 14, 15, TAG_BYTES];

/** @throws as Node for a length that is none of the mode's, or not the one that is wanted */
export function checkTagLength(mode: Mode, length: number, wanted = length): void {
  const isLength = mode === 'gcm' ? TAG_LENGTHS.includes(length) : length > 0 && length <= TAG_BYTES;
  if (isLength && length === wanted) return;
  const error = new TypeError(`Invalid authentication tag length: ${length}`);
  throw withCode(error, 'ERR_CRYPTO_INVALID_AUTH_TAG');
}

/** OpenSSL's number of what a provider refuses, and its words. */
function providerError(number: string, reason: string): Error {
  const error = new Error(`error:${number}:Provider routines::${reason}`);
  const code = `ERR_OSSL_${reason.toUpperCase().replaceAll(' ', '_')}`;
  return withCode(Object.assign(error, { library: 'Provider routines', reason }), code);
}

function wrongState(text: string): Error {
  return withCode(new Error(text), 'ERR_CRYPTO_INVALID_STATE');
}

/** Node's `Cipheriv` and `Decipheriv`: takes parts, which may also be written to it as to a stream. */
export class Cipher extends Transform {
  readonly #request: CipherRequest;
  readonly #tagged: TaggedMode | undefined;
  readonly #chain: BlockChain;
  /** What has come of a block that is not whole, or that may be the last one. */
  #rest: Buffer = Buffer.alloc(0);
  /** For the tag: all that is encrypted. */
  #secret: Buffer[] = [];
  #data: Buffer = Buffer.alloc(0);
  #tag: Buffer | undefined;
  #isPadded = true;
  #isOver = false;
  #decoder: StringDecoder | undefined;

  constructor(request: CipherRequest) {
    super();
    const { mode, key, iv, isEncrypting } = request;
    this.#request = request;
    this.#tagged = taggedMode(mode);
    this.#chain = new BlockChain(mode, key, this.#tagged?.first(key, iv) ?? iv, isEncrypting);
  }

  update(data: Bytes, encoding?: BufferEncoding): Buffer;
  update(data: Bytes, encoding: BufferEncoding | undefined, output: BufferEncoding): string;
  update(data: Bytes, encoding?: BufferEncoding, output?: BufferEncoding): Buffer | string {
    if (this.#isOver) throw new Error('Trying to add data in unsupported state');
    const bytes = bytesOf(data, 'data', encoding);
    return this.#written(isStream(this.#request.mode) ? this.#stream(bytes) : this.#blocks(bytes), output);
  }

  final(): Buffer;
  final(output: BufferEncoding): string;
  final(output?: BufferEncoding): Buffer | string {
    if (this.#isOver) throw wrongState('Invalid state');
    this.#isOver = true;
    if (this.#tagged !== undefined) this.#finishTag(this.#tagged);
    const last = this.#written(isStream(this.#request.mode) ? Buffer.alloc(0) : this.#lastBlocks(), output);
    return typeof last === 'string' ? last + (this.#decoder?.end() ?? '') : last;
  }

  /** Whether the last block is filled up, as it is unless this says otherwise. */
  setAutoPadding(isPadded = true): this {
    this.#isPadded = isPadded;
    return this;
  }

  /** What the tag vouches for besides. */
  setAAD(data: Bytes): this {
    this.#data = Buffer.concat([this.#data, bytesOf(data, 'buffer')]);
    return this;
  }

  getAuthTag(): Buffer {
    if (!this.#isOver || this.#tag === undefined) throw wrongState('Invalid state for operation getAuthTag');
    return this.#tag;
  }

  setAuthTag(tag: Bytes): this {
    if (typeof tag === 'string') throw invalidArgType('buffer', BUFFERS, tag);
    const { mode, isEncrypting, tagBytes } = this.#request;
    if (this.#tagged === undefined || isEncrypting || this.#tag !== undefined) {
      throw wrongState('Invalid state for operation setAuthTag');
    }
    const bytes = bytesOf(tag, 'buffer');
    checkTagLength(mode, bytes.length, tagBytes);
    this.#tag = bytes;
    return this;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    done(null, this.update(chunk));
  }

  override _flush(done: Done): void {
    try {
      done(null, this.final());
    } catch (error) {
      done(error as Error);
    }
  }

  /** The texts of all parts together are that of the whole: what a part has of a character is kept for the next one. */
  #written(bytes: Buffer, encoding: BufferEncoding | undefined): Buffer | string {
    if (encoding === undefined || (encoding as string) === 'buffer') return bytes;
    this.#decoder ??= new StringDecoder(encoding);
    return this.#decoder.write(bytes);
  }

  #stream(bytes: Buffer): Buffer {
    const before = this.#rest.length;
    const all = Buffer.concat([this.#rest, bytes]);
    const end = all.length - (all.length % (this.#tagged?.blockBytes ?? BLOCK_BYTES));
    this.#rest = all.subarray(end);
    const result = Buffer.concat([this.#chain.run(all.subarray(0, end)), this.#chain.look(this.#rest)]);
    const fresh = result.subarray(before);
    if (this.#tagged !== undefined) this.#secret.push(this.#request.isEncrypting ? fresh : bytes);
    return fresh;
  }

  #blocks(bytes: Buffer): Buffer {
    const all = Buffer.concat([this.#rest, bytes]);
    const isWhole = all.length % BLOCK_BYTES === 0;
    const mayBeLast = isWhole && all.length > 0 && this.#isPadded && !this.#request.isEncrypting;
    const end = all.length - (mayBeLast ? BLOCK_BYTES : all.length % BLOCK_BYTES);
    this.#rest = all.subarray(end);
    return this.#chain.run(all.subarray(0, end));
  }

  #lastBlocks(): Buffer {
    const { isEncrypting } = this.#request;
    if (this.#isPadded && isEncrypting) {
      const length = BLOCK_BYTES - this.#rest.length;
      return this.#chain.run(Buffer.concat([this.#rest, Buffer.alloc(length, length)]));
    }
    if (!this.#isPadded && this.#rest.length === 0) return this.#rest;
    if (this.#rest.length !== BLOCK_BYTES) throw providerError('1C80006B', 'wrong final block length');
    const last = this.#chain.run(this.#rest);
    const length = last[BLOCK_BYTES - 1] ?? 0;
    const isFilled =
      length > 0 && length <= BLOCK_BYTES && last.subarray(-length).every((byte) => byte === length);
    if (!isFilled) throw providerError('1C800064', 'bad decrypt');
    return last.subarray(0, BLOCK_BYTES - length);
  }

  #finishTag({ tagOf }: TaggedMode): void {
    const { key, iv, isEncrypting, tagBytes } = this.#request;
    const tag = tagOf(key, iv, this.#data, Buffer.concat(this.#secret));
    if (isEncrypting) this.#tag = tag.subarray(0, tagBytes);
    else if (this.#tag === undefined || !equal(tag.subarray(0, this.#tag.length), this.#tag)) {
      throw new Error('Unsupported state or unable to authenticate data');
    }
  }
}
