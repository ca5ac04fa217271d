/** What each of a program's parties has seen, in lines. What came to different parties has no order among them. */
export type Seen = ReadonlyMap<string, readonly string[]>;

/** Writes down what happens in lines that are the same in every run: ports have names instead of numbers. */
export class Trace {
  private readonly lines = new Map<string, string[]>();
  private readonly ports = new Map<number, string>();
  private isClosed = false;

  get seen(): Seen {
    return this.lines;
  }

  /** Has this port shown by name from now on. */
  namePort(port: number, name: string): void {
    this.ports.set(port, name);
  }

  /** Takes no more lines: what follows only tidies up. */
  close(): void {
    this.isClosed = true;
  }

  add(who: string, what: string, value?: unknown): void {
    if (this.isClosed) return;
    const lines = this.lines.get(who) ?? [];
    this.lines.set(who, lines);
    lines.push(value === undefined ? what : `${what} ${this.show(value)}`);
  }

  private show(value: unknown): string {
    const text = JSON.stringify(value instanceof Error ? describeError(value) : value);
    return text.replace(/\d{4,5}/g, (digits) => this.ports.get(Number(digits)) ?? digits);
  }
}

/** What programs may rely on: the class, Node's code, and what the system's errors carry besides. */
function describeError(error: Error): object {
  const { name, message } = error;
  const { code, errno, syscall, address, port } = error as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
  };
  return { name, message, code, errno, syscall, address, port };
}

/** Short bytes as they are, long ones by their length and a check sum. */
export function hashOf(bytes: Uint8Array): string {
  if (bytes.length <= 24) return Buffer.from(bytes).toString('hex');
  const sum = bytes.reduce((hash, byte) => (Math.imul(hash, 31) + byte) >>> 0, 7);
  return `${bytes.length} bytes, ${sum.toString(16)}`;
}
