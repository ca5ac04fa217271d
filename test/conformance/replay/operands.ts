type Marked = Readonly<Record<string, unknown>>;
type CallbackFactory = (name: string) => (...values: unknown[]) => void;

function patternByte(index: number): number {
  return (index * 31 + (index >> 8)) & 255;
}

function bytesOf(value: unknown): Uint8Array {
  return new Uint8Array(Buffer.from(String(value)));
}

/**
 * Turns the operands of a scenario into values: `"$a"` is a variable, objects with a key that starts with `$` stand
 * for what JSON cannot say.
 */
export class Operands {
  readonly variables = new Map<string, unknown>();
  readonly buffers = new Map<string, ArrayBuffer>();
  readonly #sockets: ReadonlyMap<string, object>;
  readonly #callback: CallbackFactory;

  /** @param callback makes the function for `{"$cb": name}` */
  constructor(sockets: ReadonlyMap<string, object>, callback: CallbackFactory) {
    this.#sockets = sockets;
    this.#callback = callback;
  }

  evaluate(operand: unknown): unknown {
    if (typeof operand === 'string' && operand.startsWith('$')) return this.#variable(operand.slice(1));
    if (typeof operand !== 'object' || operand === null) return operand;
    if (Array.isArray(operand)) return operand.map((item: unknown) => this.evaluate(item));
    const marked = operand as Marked;
    if (Object.keys(marked).some((key) => key.startsWith('$'))) return this.#special(marked);
    return Object.fromEntries(Object.entries(marked).map(([key, item]) => [key, this.evaluate(item)]));
  }

  #variable(name: string): unknown {
    if (!this.variables.has(name)) throw new Error(`there is no variable $${name}`);
    return this.variables.get(name);
  }

  #special(operand: Marked): unknown {
    if ('$undefined' in operand) return undefined;
    if ('$nan' in operand) return NaN;
    if ('$text' in operand) return bytesOf(operand.$text).buffer;
    if ('$ab' in operand)
      return this.#named(operand, new Uint8Array(Number(operand.$ab)).fill(Number(operand.fill ?? 0)));
    if ('$pattern' in operand) {
      return this.#named(
        operand,
        new Uint8Array(Number(operand.$pattern)).map((_, index) => patternByte(index))
      );
    }
    if ('$u8' in operand) return bytesOf(operand.$u8);
    if ('$sub' in operand) return bytesOf(operand.$sub).subarray(Number(operand.from), Number(operand.to));
    if ('$repeat' in operand) return String(operand.$repeat).repeat(Number(operand.n));
    if ('$buf' in operand) return this.buffers.get(String(operand.$buf));
    if ('$cb' in operand) return this.#callback(String(operand.$cb));
    if ('$sock' in operand) return this.#sockets.get(String(operand.$sock));
    throw new Error(`unknown operand ${JSON.stringify(operand)}`);
  }

  #named(operand: Marked, bytes: Uint8Array<ArrayBuffer>): ArrayBuffer {
    if (typeof operand.as === 'string') this.buffers.set(operand.as, bytes.buffer);
    return bytes.buffer;
  }
}
