import { Buffer } from 'buffer';
import { hmac } from '@noble/hashes/hmac';
import type { Hash as State } from '@noble/hashes/utils';
import { Transform } from 'stream';
import { withCode } from '../../shared/errors.ts';
import { type Bytes, bytesOf, digestOf } from './digests.ts';

type Done = (error: Error | null, result?: Buffer) => void;
type AnyState = State<AnyState>;

/** Node's `Hash` and `Hmac`: made of parts, which may also be written to it as to a stream. */
export class Hash extends Transform {
  #state: AnyState | undefined;

  constructor(state: AnyState) {
    super();
    this.#state = state;
  }

  #live(): AnyState {
    if (this.#state === undefined) {
      throw withCode(new Error('Digest already called'), 'ERR_CRYPTO_HASH_FINALIZED');
    }
    return this.#state;
  }

  update(data: Bytes, encoding?: BufferEncoding): this {
    this.#live().update(bytesOf(data, 'data', encoding));
    return this;
  }

  digest(): Buffer;
  digest(encoding: BufferEncoding): string;
  digest(encoding?: BufferEncoding): Buffer | string {
    const digest = Buffer.from(this.#live().digest());
    this.#state = undefined;
    return encoding === undefined || (encoding as string) === 'buffer' ? digest : digest.toString(encoding);
  }

  /** Another one that goes on from here. */
  copy(): Hash {
    return new Hash(this.#live().clone());
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.update(chunk);
    done(null);
  }

  override _flush(done: Done): void {
    done(null, this.digest());
  }
}

export function createHash(algorithm: string): Hash {
  const { create } = digestOf(algorithm) as { create: () => AnyState };
  return new Hash(create());
}

export function createHmac(algorithm: string, key: Bytes): Hash {
  return new Hash(hmac.create(digestOf(algorithm), bytesOf(key, 'key')));
}
